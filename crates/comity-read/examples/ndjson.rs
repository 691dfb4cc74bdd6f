fn main() { for path in std::env::args().skip(1) { let text = std::fs::read_to_string(&path).unwrap();
 let d = comity_model::Document { path, text, digest: String::new(), lang: None, published_on: None };
 println!("{}", serde_json::to_string(&comity_read::read(&d, comity_read::Packs::shipped())).unwrap()); } }
