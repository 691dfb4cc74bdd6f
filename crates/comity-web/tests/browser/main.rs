//! Pages as a person uses them, in a real Chromium without a window. `cargo xtask test` installs it where it can; without
//! it these tests say so and pass, unless `COMITY_BROWSER` is `required`.

#![allow(clippy::disallowed_methods, clippy::print_stderr)]

mod axe;
mod browser;
mod walk;
