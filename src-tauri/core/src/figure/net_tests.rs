//! Every entry of the demo journal reaches the figures and steps written in its file, and the
//! laws that hold for any input.

use proptest::prelude::*;
use serde_json::Value;

use super::tests_support::{any_share, quarters, tighten};
use super::*;

const DEMO: &str = include_str!("../../../../tests/fixtures/demo.json");

fn entries() -> Vec<Value> {
    let demo: Value = serde_json::from_str(DEMO).unwrap();
    demo["entries"].as_array().unwrap().clone()
}

fn range(ends: &Value) -> Range {
    serde_json::from_value(ends.clone()).unwrap()
}

fn better(metric: &Value) -> Better {
    serde_json::from_value(metric["better"].clone()).unwrap()
}

fn unit_value(value: &Value) -> Option<UnitValue> {
    value.is_object().then(|| UnitValue {
        value: value["usd_per_unit"].as_f64().unwrap(),
        periods: value["periods"].as_f64().unwrap(),
        period_label: value["period_label"].as_str().unwrap().to_owned(),
        source: value["why"].as_str().unwrap().to_owned(),
    })
}

fn net_of(entry: &Value) -> Net {
    let metric = &entry["metric"];
    let worked = work(
        &Calculation::Metric {
            baseline: metric["baseline"].as_f64().unwrap(),
            result: metric["result"].as_f64().unwrap(),
            unit: metric["unit"].as_str().unwrap().to_owned(),
            better: better(metric),
        },
        "USD",
    )
    .unwrap();
    let gross = worked.figure.as_ref().unwrap().likely;
    assert_eq!(Some(gross), entry["impact"]["improvement"].as_f64(), "the improvement is filed");
    let anyway = range(&entry["counterfactual"]["deadweight_pct"]);
    let mine = range(&entry["attribution"]["share_pct"]);
    let value = unit_value(&entry["impact"]["unit_value"]);
    net(&worked, metric["additive"].as_bool().unwrap(), anyway, mine, value.as_ref()).unwrap()
}

#[test]
fn every_demo_entry_gives_its_figures() {
    let entries = entries();
    assert_eq!(entries.len(), 25, "the whole file is read");
    for entry in entries {
        let (id, impact, net) = (&entry["id"], &entry["impact"], net_of(&entry));
        let filed = |key: &str| impact.get(key).map(range);
        assert_eq!(net.figure.as_ref().map(Figure::range), filed("net_improvement"), "{id} net");
        assert_eq!(Some(net.credited_share), filed("credited_share_pct"), "{id} credited share");
        assert_eq!(net.money, filed("money_usd"), "{id} money");
        assert_eq!(net.money_gross, impact["money_usd"]["gross"].as_f64(), "{id} gross money");
    }
}

#[test]
fn every_demo_entry_gives_its_steps() {
    for entry in entries() {
        let steps: Vec<String> = serde_json::from_value(entry["impact"]["steps"].clone()).unwrap();
        assert_eq!(
            lines(&net_of(&entry).steps, "USD"),
            steps,
            "{} steps, word for word",
            entry["id"]
        );
    }
}

fn metric(baseline: f64, result: f64, better: Better) -> Worked {
    work(&Calculation::Metric { baseline, result, unit: "days".to_owned(), better }, "USD").unwrap()
}

#[test]
fn what_must_not_be_multiplied_reads_as_a_share() {
    let (anyway, mine) = (Range::new(25.0, 50.0, 50.0).unwrap(), quarters(1, 2, 3));
    let ratio = net(&metric(0.0, 7.0, Better::Higher), false, anyway, mine, None).unwrap();
    assert_eq!(ratio.figure, None, "no product of a ratio");
    let text = ratio.reads.text("USD");
    assert_eq!(text, "about 25% of that change (12% to 56%)", "only the credited share");
}

#[test]
fn money_needs_a_source() {
    let value = |source: &str| UnitValue {
        value: 100.0,
        periods: 2.0,
        period_label: "months".to_owned(),
        source: source.to_owned(),
    };
    let worked = metric(15.0, 5.0, Better::Lower);
    let priced = |source| {
        net(&worked, true, Range::ZERO, quarters(2, 2, 2), Some(&value(source))).unwrap().money
    };
    assert_eq!(priced("rate card"), Some(Range::exactly(1000.0).unwrap()), "10 × 100 × 2 × 50 %");
    assert_eq!(priced("  "), None, "a value nobody stands behind gives no money");
}

#[test]
fn a_metric_that_got_worse_counts_against() {
    let worse = metric(5.0, 9.0, Better::Lower);
    assert_eq!(worse.figure.as_ref().map(|f| f.likely), Some(-4.0), "below zero");
    assert_eq!(worse.cautions, [Caution::WentTheWrongWay], "and said");
    let net = net(&worse, true, quarters(0, 1, 2), quarters(1, 2, 3), None).unwrap();
    let figure = net.figure.unwrap();
    assert!(figure.range().checked().is_ok(), "the order holds below zero too: {figure:?}");
}

#[test]
fn shares_are_checked() {
    let worked = metric(5.0, 1.0, Better::Lower);
    let off = Range::exactly(30.0).unwrap();
    assert_eq!(
        net(&worked, true, off, Range::ZERO, None).unwrap_err(),
        FigureError::NotAStep,
        "30 % anyway claims a precision nobody has",
    );
    let over = Range::exactly(130.0).unwrap();
    assert_eq!(
        net(&worked, true, Range::ZERO, over, None).unwrap_err(),
        FigureError::NotAShare,
        "nobody has more than all of it",
    );
}

fn sorted_quarters() -> impl Strategy<Value = [u8; 3]> {
    prop::array::uniform3(0..=4_u8).prop_map(|mut steps| {
        steps.sort_unstable();
        steps
    })
}

proptest! {
    #[test]
    fn order_holds_and_tighter_shares_never_widen(
        baseline in -1e6..1e6f64,
        result in -1e6..1e6f64,
        anyway in sorted_quarters(),
        mine in any_share(),
        cut in (0.0..1.0f64, 0.0..1.0f64),
        additive in any::<bool>(),
    ) {
        let worked = metric(baseline, result, Better::Higher);
        let value = UnitValue {
            value: 12.5, periods: 3.0, period_label: "weeks".to_owned(), source: "me".to_owned(),
        };
        let wide_anyway = quarters(anyway[0], anyway[1], anyway[2]);
        let tight_anyway = quarters(anyway[1], anyway[1], anyway[1]);
        let wide = net(&worked, additive, wide_anyway, mine, Some(&value)).unwrap();
        let tight = net(&worked, additive, tight_anyway, tighten(mine, cut), Some(&value)).unwrap();
        let ranges = |net: &Net| {
            let figure = net.figure.as_ref().map(Figure::range);
            [Some(net.credited_share), figure, net.money]
        };
        for (wide, tight) in ranges(&wide).into_iter().zip(ranges(&tight)) {
            prop_assert_eq!(wide.is_some(), tight.is_some(), "what is stated does not depend on it");
            if let (Some(wide), Some(tight)) = (wide, tight) {
                prop_assert!(wide.checked().is_ok(), "low ≤ likely ≤ high: {wide:?}");
                prop_assert!(wide.holds(tight), "{tight:?} stays within {wide:?}");
            }
        }
        prop_assert_eq!(wide.figure.is_some(), additive, "a product only where one may be made");
    }
}
