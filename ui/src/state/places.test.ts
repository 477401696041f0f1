import { describe, expect, it } from "vitest";
import { Places } from "./places.svelte";

describe("places", () => {
  it("go back and forward along the way", () => {
    const places = new Places();
    places.go({ screen: "timeline" });
    places.go({ screen: "entry", id: "1" });
    places.back();
    expect(places.here.screen).toBe("timeline");
    places.forward();
    expect(places.here).toEqual({ screen: "entry", id: "1" });
    places.forward();
    expect(places.here.screen, "there is nothing further ahead").toBe("entry");
  });

  it("forget what lay ahead once another way is taken", () => {
    const places = new Places();
    places.go({ screen: "timeline" });
    places.back();
    places.go({ screen: "goals" });
    expect(places.canGoForward).toBe(false);
  });

  it("take no step for going where one is, or for a filter", () => {
    const places = new Places();
    places.go({ screen: "timeline" });
    places.go({ screen: "timeline" });
    places.amend({ query: "customs" });
    expect(places.here.query).toBe("customs");
    places.back();
    expect(places.here.screen, "one step back is the start").toBe("week");
    expect(places.canGoBack).toBe(false);
  });

  it("keep a bounded trail", () => {
    const places = new Places();
    for (let step = 0; step < 300; step += 1) places.go({ screen: "entry", id: String(step) });
    let steps = 0;
    while (places.canGoBack && steps < 1000) {
      places.back();
      steps += 1;
    }
    expect(steps).toBeLessThan(100);
    expect(places.here.screen).toBe("entry");
  });
});
