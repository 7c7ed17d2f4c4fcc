/// A named place between the steps of a write, where a test may kill the process.
///
/// Debug builds stop here for good when `LIANTU_STOP_AT` names the place; release builds have nothing here.
pub fn stop_point(name: &str) {
    #[cfg(debug_assertions)]
    if std::env::var("LIANTU_STOP_AT").is_ok_and(|at| at == name) {
        eprintln!("stopped at {name}");
        loop {
            std::thread::park();
        }
    }
    #[cfg(not(debug_assertions))]
    let _ = name;
}
