//! Work that takes its time: spread over the processors, or apart from those who wait for nothing.

use crate::app::AppError;

/// Works on all of them on as many threads as there are processors; what comes of each, in their order.
pub(super) fn spread<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (part, work) = (all.len().div_ceil(threads).max(1), &work);
    std::thread::scope(|scope| {
        let parts: Vec<_> =
            all.chunks(part).map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<R>>())).collect();
        parts.into_iter().flat_map(|part| part.join().expect("invariant: nothing panics that is worked on")).collect()
    })
}

/// Works something out on a thread where it may take its time.
///
/// # Errors
/// It panicked.
pub async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Internal(error.to_string()))
}
