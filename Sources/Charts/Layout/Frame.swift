/// The place of marks between two axes, and how values map to it.
struct Frame {
    let x: Scale
    let y: Scale
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double

    /// The height of value zero, or of the edge that is nearer to it.
    var zero: Double { y(min(max(0, y.low), y.high)) }
}

/// What is drawn between two axes.
protocol Marks {
    /// The lowest and the highest value; nil if there is none. Zero is among them where lengths are compared.
    var extent: ClosedRange<Double>? { get }
    /// The first and the last place on x, and how much of x one mark takes.
    var span: (low: Double, high: Double, step: Double) { get }
    /// The room that labels behind the marks take.
    var labelRoom: Double { get }
    func draw(_ page: inout Page, _ frame: Frame)
}
