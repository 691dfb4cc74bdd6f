//! `cargo xtask geometry FOLDER`: derives the map of the world that pages draw from Natural Earth, as the npm package
//! `world-atlas` has it (`countries-50m.json`, `TopoJSON`). Sources and licences: `crates/comity-web/map/README.md`.
//!
//! Borders that two countries share are one arc in the source and are simplified once, so they stay shared.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use comity::record::{AtlasNames, Names};
use serde::Deserialize;

const OUT: &str = "crates/comity-web/map";

/// Width of the whole world in units of the map.
const WIDTH: f64 = 2000.0;

/// The meridian in the middle; the map ends at the one opposite to it, which cuts no land but some ice.
const MIDDLE: f64 = 11.0;

/// A corner that spans less than this many square units with its neighbours is left out.
const CORNER: f64 = 2.0;

/// An island of less is left out, where its country has a larger one.
const ISLAND: f64 = 4.0;

/// A country of less is drawn as a dot.
const DOT: f64 = 60.0;

type Point = (f64, f64);

#[derive(Deserialize)]
struct Topology {
    transform: Transform,
    arcs: Vec<Vec<(f64, f64)>>,
    objects: Objects,
}

#[derive(Deserialize)]
struct Transform {
    scale: Point,
    translate: Point,
}

#[derive(Deserialize)]
struct Objects {
    countries: Countries,
}

#[derive(Deserialize)]
struct Countries {
    geometries: Vec<Country>,
}

#[derive(Deserialize)]
struct Country {
    #[serde(flatten)]
    shape: Shape,
    properties: Properties,
}

#[derive(Deserialize)]
struct Properties {
    name: String,
}

type Ring = Vec<i64>;

#[derive(Deserialize)]
#[serde(tag = "type", content = "arcs")]
enum Shape {
    Polygon(Vec<Ring>),
    MultiPolygon(Vec<Vec<Ring>>),
}

/// Runs the task.
pub(crate) fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let folder = arguments.first().ok_or("usage: cargo xtask geometry FOLDER")?;
    let names = names()?;
    let mut lines = BTreeMap::new();
    let (mut least, mut most) = ((f64::MAX, f64::MAX), (f64::MIN, f64::MIN));
    let mut nobody = Vec::new();
    for (id, rings) in countries(&Path::new(folder).join("countries-50m.json"), &names)? {
        let id = match id {
            Ok(id) => id,
            Err(name) => {
                nobody.push(name);
                continue;
            }
        };
        for (x, y) in rings.iter().flatten() {
            (least, most) = ((least.0.min(*x), least.1.min(*y)), (most.0.max(*x), most.1.max(*y)));
        }
        lines.insert(id, line(rings, DOT));
    }
    if !nobody.is_empty() {
        return Err(format!("nobody is called {}; name them in {OUT}/names.csv", nobody.join(", ")).into());
    }
    // What is too small for the coarser source is a dot.
    for (id, rings) in countries(&Path::new(folder).join("countries-10m.json"), &names)? {
        if let Some(id) = id.ok().filter(|it| !lines.contains_key(it)) {
            lines.insert(id, line(rings, f64::MAX));
        }
    }
    let mut out = format!(
        "# Derived by `cargo xtask geometry` from Natural Earth (public domain); see README.md\nbox\t{:.0} {:.0} {:.0} {:.0}\t\n",
        least.0.floor() - 4.0,
        least.1.floor() - 4.0,
        (most.0 - least.0).ceil() + 8.0,
        (most.1 - least.1).ceil() + 8.0
    );
    for (id, line) in lines {
        writeln!(out, "{id}\t{line}")?;
    }
    fs::write(Path::new(OUT).join("world.tsv"), out)?;
    Ok(())
}

/// Whom a name means, or that it means nobody, with the rings on the map.
type Found = (Result<String, String>, Vec<Vec<Point>>);

fn countries(path: &Path, names: &BTreeMap<String, String>) -> Result<Vec<Found>, Box<dyn Error>> {
    let topology: Topology = serde_json::from_str(&fs::read_to_string(path)?)?;
    let arcs = topology.arcs.iter().map(|it| simple(&projected(it, &topology.transform)));
    let arcs: Vec<Vec<Point>> = arcs.collect();
    let mut all = Vec::new();
    for country in &topology.objects.countries.geometries {
        let name = &country.properties.name;
        let id = names.get(name).cloned().or_else(|| found(name));
        if id.as_deref() == Some("leave-out") {
            continue;
        }
        let polygons = match &country.shape {
            Shape::Polygon(rings) => std::slice::from_ref(rings),
            Shape::MultiPolygon(polygons) => polygons,
        };
        let rings = polygons.iter().flatten().map(|it| ring(it, &arcs)).collect();
        all.push((id.ok_or_else(|| format!("`{name}`")), rings));
    }
    Ok(all)
}

/// Whom names mean that the atlas does not have: `name,id`; `-` for land that is no party's, `leave-out` for none.
fn names() -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    let mut names = BTreeMap::new();
    for row in csv::Reader::from_path(Path::new(OUT).join("names.csv"))?.into_deserialize() {
        let (name, id): (String, String) = row?;
        names.insert(name, id);
    }
    Ok(names)
}

fn found(name: &str) -> Option<String> {
    let found = AtlasNames.find(name);
    let mut lands = found.into_iter().filter(|it| it.starts_with("state:") || it.starts_with("territory:"));
    lands.next().filter(|_| lands.next().is_none())
}

/// Equal Earth (B. Šavrič, T. Patterson, B. Jenny, The Equal Earth map projection, International Journal of Geographical
/// Information Science 33(3), 2019), in units of the map, south down.
fn equal_earth(degrees: Point) -> Point {
    const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
    let (lambda, phi) = (degrees.0.to_radians(), degrees.1.to_radians());
    let root = 3_f64.sqrt();
    let theta = (root / 2.0 * phi.sin()).asin();
    let square = theta * theta;
    let sixth = square * square * square;
    let slope = A[0] + 3.0 * A[1] * square + sixth * (7.0 * A[2] + 9.0 * A[3] * square);
    let x = 2.0 * root * lambda * theta.cos() / (3.0 * slope);
    let y = theta * (A[0] + A[1] * square + sixth * (A[2] + A[3] * square));
    let whole = 2.0 * root * std::f64::consts::PI / (3.0 * A[0]);
    let unit = WIDTH / (2.0 * whole);
    (x * unit, -y * unit)
}

/// An arc on the map. What lies beyond the edge of the map in the west is drawn in the east.
fn projected(arc: &[Point], transform: &Transform) -> Vec<Point> {
    let (mut x, mut y) = (0.0, 0.0);
    let degrees: Vec<Point> = arc
        .iter()
        .map(|it| {
            (x, y) = (x + it.0, y + it.1);
            (x * transform.scale.0 + transform.translate.0, y * transform.scale.1 + transform.translate.1)
        })
        .collect();
    // The source has land on both sides of the date line as one, with a jump in its outline.
    let jumps = degrees.windows(2).any(|it| (it[0].0 - it[1].0).abs() > 180.0);
    let mean = degrees.iter().map(|it| it.0).sum::<f64>() / degrees.len() as f64;
    let turn = |it: f64| if (if jumps { it } else { mean }) < MIDDLE - 180.0 { 360.0 } else { 0.0 };
    degrees.into_iter().map(|it| equal_earth((it.0 + turn(it.0) - MIDDLE, it.1))).collect()
}

fn triangle(a: Point, b: Point, c: Point) -> f64 {
    ((b.0 - a.0) * (c.1 - a.1) - (c.0 - a.0) * (b.1 - a.1)).abs() / 2.0
}

/// An arc without corners that nobody sees, the flattest left out first (Visvalingam and Whyatt 1993).
fn simple(arc: &[Point]) -> Vec<Point> {
    let mut kept = arc.to_vec();
    let least = if kept.first() == kept.last() { 5 } else { 2 };
    while kept.len() > least {
        let corners = kept.windows(3).map(|it| triangle(it[0], it[1], it[2])).enumerate();
        match corners.min_by(|a, b| a.1.total_cmp(&b.1)) {
            Some((at, corner)) if corner < CORNER => kept.remove(at + 1),
            _ => break,
        };
    }
    kept
}

/// The arcs of a ring, one after the other; a negative number is an arc from its end.
fn ring(numbers: &[i64], arcs: &[Vec<Point>]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for number in numbers {
        let arc = &arcs[if *number < 0 { !*number } else { *number } as usize];
        let mut arc = arc.clone();
        if *number < 0 {
            arc.reverse();
        }
        points.extend(arc.into_iter().skip(usize::from(!points.is_empty())));
    }
    points
}

fn area(ring: &[Point]) -> f64 {
    let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
    (pairs.map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>() / 2.0).abs()
}

/// A place in the middle of the largest ring, and the outline; of what is smaller than `dot`, none.
fn line(mut rings: Vec<Vec<Point>>, dot: f64) -> String {
    rings.sort_by(|a, b| area(b).total_cmp(&area(a)));
    let whole: f64 = rings.iter().map(|it| area(it)).sum();
    let first = rings.first().cloned().unwrap_or_default();
    let count = first.len().max(1) as f64;
    let (x, y) = first.iter().fold((0.0, 0.0), |sum, it| (sum.0 + it.0 / count, sum.1 + it.1 / count));
    let mut path = String::new();
    for (n, ring) in rings.iter().enumerate() {
        if whole >= dot && (n == 0 || area(ring) >= ISLAND) {
            path.push_str(&outline(ring));
        }
    }
    format!("{x:.0} {y:.0}\t{path}")
}

/// A ring as a path of an SVG, in whole units.
fn outline(ring: &[Point]) -> String {
    let mut points: Vec<(i32, i32)> =
        ring.iter().map(|it| (it.0.round() as i32, it.1.round() as i32)).collect();
    points.dedup();
    if points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    let mut path = String::new();
    let mut last = (0, 0);
    for (n, at) in points.iter().enumerate() {
        let (x, y) = (at.0 - last.0, at.1 - last.1);
        path.push_str(match n {
            0 => "m",
            1 => "l",
            _ if x >= 0 => " ",
            _ => "",
        });
        // A minus sign parts two numbers by itself.
        let _ = write!(path, "{x}{}{y}", if y >= 0 { " " } else { "" });
        last = *at;
    }
    // A ring begins at a place of its own.
    path.replacen('m', "M", 1) + "z"
}
