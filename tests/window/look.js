// What assistive technology is told about the page: roles, names, states, the order of Tab.
// axe works out roles and names; this puts them in lines. Lives in the page as `window.look`.
(() => {
  const { axe } = window;
  const LEAVES = new Set([
    "button", "link", "heading", "option", "tab", "menuitem", "menuitemradio", "menuitemcheckbox", "radio", "checkbox",
    "switch", "img", "textbox", "searchbox", "combobox", "slider", "spinbutton", "progressbar", "columnheader",
    "rowheader", "term", "meter",
  ]);
  // Their name, where it is only their content, would say everything twice.
  const TOLD_BY_CONTENT = new Set(["row", "cell", "gridcell", "listitem", "rowgroup", "definition", "paragraph", "text"]);
  const FEW = 4;

  /** Runs `act` while axe knows the page as it is now. */
  function knowing(act) {
    if (axe._tree) axe.teardown();
    axe.setup(document.documentElement);
    try {
      return act();
    } finally {
      axe.teardown();
    }
  }

  const tidy = (text) => text.replace(/[\s\u00a0\u202f\u2009]+/g, " ").trim();
  const shown = (el) => el.checkVisibility({ visibilityProperty: true }) && !el.closest('[aria-hidden="true"], [inert]');

  function roleOf(el) {
    if (el.ownerSVGElement) return el.getAttribute("role");
    if (el.localName === "svg") return el.getAttribute("role");
    if (el.localName === "input" && el.type === "password") return "textbox";
    const role = axe.commons.aria.getRole(el, { noPresentational: true });
    return role === "generic" || role === "none" || role === "presentation" ? null : role;
  }

  const nameOf = (el) => tidy(axe.commons.text.accessibleText(el) ?? "");

  function statesOf(el, role) {
    const states = [];
    const aria = (name) => el.getAttribute(`aria-${name}`);
    if (role === "heading") states.push(`level=${aria("level") ?? el.localName.slice(1)}`);
    const checked = "checked" in el && /^(checkbox|radio|switch)$/.test(role) ? String(el.checked) : aria("checked");
    if (checked && checked !== "false") states.push(checked === "true" ? "checked" : `checked=${checked}`);
    for (const name of ["selected", "expanded", "pressed"]) {
      const value = aria(name);
      if (value !== null) states.push(value === "true" ? name : `${name}=${value}`);
    }
    if (el.localName === "option" && el.selected) states.push("selected");
    if (aria("disabled") === "true" || el.matches(":disabled")) states.push("disabled");
    if (aria("current") && aria("current") !== "false") states.push("current");
    if (aria("invalid") === "true") states.push("invalid");
    if (aria("valuetext") ?? aria("valuenow")) states.push(`value=${aria("valuetext") ?? aria("valuenow")}`);
    // A new page takes the focus for itself only where nothing in it does: which comes first is chance.
    if (el === document.activeElement && role !== "main") states.push("focused");
    return states;
  }

  function written(el) {
    if (el.type === "password") return "•".repeat(el.value.length);
    if (el.localName === "select") return tidy(el.selectedOptions[0]?.textContent ?? "");
    return "value" in el && !/^(checkbox|radio|button|submit|range)$/.test(el.type) ? tidy(String(el.value)) : "";
  }

  /** The topmost thing open: behind a modal dialog nothing can be reached. */
  const front = () => [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;

  function line(el, role) {
    const name = TOLD_BY_CONTENT.has(role) && !el.hasAttribute("aria-label") ? "" : nameOf(el);
    const states = statesOf(el, role);
    const value = /^(textbox|searchbox|combobox|spinbutton)$/.test(role) ? written(el) : "";
    return `- ${role}${name && ` "${name}"`}${states.length ? ` [${states.join("] [")}]` : ""}${value && `: ${value}`}`;
  }

  /** The nodes under `node` that are told: `{ role, lines }` each, with plain text between them. */
  function told(node) {
    const found = [];
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        const text = tidy(child.data);
        if (text && node.checkVisibility({ visibilityProperty: true })) found.push({ role: "", text });
        continue;
      }
      if (!(child instanceof Element) || child.getAttribute("aria-hidden") === "true" || child.inert) continue;
      if (!child.checkVisibility()) continue;
      const role = roleOf(child);
      if (!role) {
        found.push(...told(child));
        continue;
      }
      const inner = LEAVES.has(role) ? [] : told(child);
      const onlyText = inner.length > 0 && inner.every((part) => part.role === "");
      const own = line(child, role);
      if (onlyText) found.push({ role, lines: [`${own}: ${inner.map((part) => part.text).join(" ")}`] });
      else found.push({ role, lines: [own, ...indented(inner)] });
    }
    return found;
  }

  function indented(parts) {
    const lines = [];
    let text = [];
    const counts = new Map();
    const spill = () => {
      if (text.length) lines.push(`  - text: ${text.join(" ")}`);
      text = [];
    };
    for (const part of parts) {
      if (part.role === "") {
        text.push(part.text);
        continue;
      }
      spill();
      const repeats = /^(row|rowgroup|listitem|option|article)$/.test(part.role);
      const count = (counts.get(part.role) ?? 0) + 1;
      counts.set(part.role, count);
      if (repeats && count > FEW) continue;
      lines.push(...part.lines.map((own) => `  ${own}`));
    }
    spill();
    for (const [role, count] of counts) {
      if (/^(row|rowgroup|listitem|option|article)$/.test(role) && count > FEW) lines.push(`  - … ${count - FEW} more: ${role}`);
    }
    return lines;
  }

  const stops = [];
  window.look = {
    /** The tree, in lines. */
    tree: () => knowing(() => indented(told(front())).map((own) => own.slice(2)).join("\n")),

    /** Everything shown with this role whose name is `name`, or begins with it: key caps and hints follow a label. */
    find: (role, name) =>
      knowing(() => {
        const all = [...front().querySelectorAll("*")].filter((el) => roleOf(el) === role && shown(el));
        if (name === null) return all;
        const named = all.map((el) => ({ el, name: nameOf(el) }));
        const whole = named.filter((one) => one.name === name);
        return (whole.length ? whole : named.filter((one) => one.name.startsWith(name))).map((one) => one.el);
      }),

    /** Names of everything shown with this role, for a failure's message. */
    names: (role) =>
      knowing(() => [...front().querySelectorAll("*")].filter((el) => roleOf(el) === role && shown(el)).map(nameOf)),

    /** What has the focus. */
    focused: () =>
      knowing(() => {
        const el = document.activeElement;
        return !el || el === document.body ? "- document" : line(el, roleOf(el) ?? el.localName).replace(" [focused]", "");
      }),

    /** Remembers what has the focus; says its line, or null once it has been here before. */
    stop: () => {
      const el = document.activeElement;
      if (stops.includes(el)) return null;
      stops.push(el);
      if (el === document.body || el === null) return { line: "- document", hidden: false };
      const seen = isSeen(el);
      return { line: window.look.focused(), hidden: !seen };
    },
    /** Whether what has the focus can be seen; scrolling to it may take a moment. */
    seen: () => isSeen(document.activeElement),
    forget: () => void (stops.length = 0),
    /** Which of the stops comes first in the page. */
    first: () => {
      const real = stops.filter((el) => el && el !== document.body);
      const first = real.reduce((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_PRECEDING ? b : a), real[0]);
      return stops.indexOf(first);
    },

    /** What axe finds wrong. */
    check: async () => {
      if (axe._tree) axe.teardown();
      const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
      const found = await axe.run(document, { runOnly: tags, resultTypes: ["violations", "incomplete"] });
      const brief = (rules) =>
        rules.map(({ id, help, nodes }) => ({
          id,
          help,
          nodes: nodes.slice(0, 5).map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary?.split("\n").slice(1).join(";").trim()}`),
          count: nodes.length,
        }));
      const { overflowing, unreached } = await acrossWidths();
      const told = (id, help, nodes) => (nodes.length ? [{ id, help, nodes: nodes.slice(0, 8), count: nodes.length }] : []);
      return {
        violations: [...brief(found.violations), ...told("overflow", "Nothing is wider than the window shows", overflowing)],
        incomplete: [...brief(found.incomplete), ...told("width", "The window did not take this width", unreached)],
      };
    },
  };

  /** What is too wide in the smallest window, in a large one, and in the one that was there. */
  async function acrossWidths() {
    const [width, height] = [outerWidth, outerHeight];
    const [overflowing, unreached] = [[], []];
    // The capture window has one size.
    for (const wanted of width < 700 ? [width] : [880, 1400, width]) {
      if (!(await resized(wanted, height))) unreached.push(String(wanted));
      overflowing.push(...tooWide().map((what) => `${innerWidth} wide: ${what}`));
    }
    return { overflowing, unreached };
  }

  async function resized(width, height) {
    if (outerWidth !== width) resizeTo(width, height);
    for (let tries = 0; tries < 40 && innerWidth !== width; tries += 1) await new Promise((go) => setTimeout(go, 50));
    await new Promise((go) => setTimeout(go, 100));
    return innerWidth === width;
  }

  /** Text outside the window, and boxes that scroll sideways although Tab does not reach them for it. */
  function tooWide() {
    const found = [];
    const page = document.scrollingElement;
    if (page.scrollWidth > innerWidth) found.push(`the page, ${page.scrollWidth}`);
    for (const el of front().querySelectorAll("*")) {
      if (!el.checkVisibility({ visibilityProperty: true }) || el.ownerSVGElement) continue;
      const box = el.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1) continue;
      const says = `${el.localName} ${tidy(el.textContent).slice(0, 40)}`;
      const scrolls = /auto|scroll/.test(getComputedStyle(el).overflowX) && !/^(textarea|input)$/.test(el.localName);
      if (scrolls && el.scrollWidth > el.clientWidth + 1 && el.tabIndex < 0) found.push(`${says}, ${el.scrollWidth} in ${el.clientWidth}`);
      const ownText = [...el.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim() !== "");
      if (ownText && !scroller(el) && (box.left < -1 || box.right > innerWidth + 1)) found.push(`${says}, ${Math.round(box.left)} to ${Math.round(box.right)}`);
    }
    return found;
  }

  /** The box around `el` that scrolls sideways and that Tab reaches. */
  function scroller(el) {
    for (let up = el.parentElement; up; up = up.parentElement) {
      if (up.tabIndex >= 0 && /auto|scroll/.test(getComputedStyle(up).overflowX)) return up;
    }
    return null;
  }

  /** Whether any of it is on top and inside the window: a tall field need not show its middle. */
  function isSeen(el) {
    const box = el.getBoundingClientRect();
    const parts = [0.02, 0.25, 0.5, 0.75, 0.98];
    return parts.some((down) =>
      parts.some((along) => {
        const over = document.elementFromPoint(box.left + box.width * along, box.top + box.height * down);
        return over && (el.contains(over) || over.contains(el) || over.closest("label")?.contains(el));
      }),
    );
  }
})();
