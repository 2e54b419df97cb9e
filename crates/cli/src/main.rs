//! The executable `cotmoc`: reads the configuration and calls the verbs.

fn main() {}
