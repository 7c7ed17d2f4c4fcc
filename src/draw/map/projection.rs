//! From degrees to the plane.

/// Albers' equal-area conic projection with the standard parallels 25° and 47° N and the meridian 105° E, as maps of the
/// whole country use it (Snyder 1987, *Map projections: a working manual*, p. 98); earth radius 1, y downwards.
pub fn albers((longitude, latitude): (f64, f64)) -> (f64, f64) {
    let (first, second) = (25_f64.to_radians(), 47_f64.to_radians());
    let n = f64::midpoint(first.sin(), second.sin());
    let c = first.cos().powi(2) + 2.0 * n * first.sin();
    let rho = |phi: f64| (c - 2.0 * n * phi.sin()).max(0.0).sqrt() / n;
    let theta = n * (longitude - 105.0).to_radians();
    let own = rho(latitude.to_radians());
    (own * theta.sin(), own * theta.cos() - rho(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn east_is_right_and_south_is_down() {
        let (beijing, guangzhou, urumqi) = (albers((116.4, 39.9)), albers((113.3, 23.1)), albers((87.6, 43.8)));
        assert!(urumqi.0 < guangzhou.0 && guangzhou.0 < beijing.0 && beijing.1 < guangzhou.1);
        // One degree along the meridian at a standard parallel is true to scale.
        let (a, b) = (albers((105.0, 46.5)), albers((105.0, 47.5)));
        assert!(((b.1 - a.1).abs() - 1_f64.to_radians()).abs() < 1e-4);
    }
}
