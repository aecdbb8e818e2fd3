import Foundation

extension Moment {
    /// The machine's time; the world itself never asks for it.
    static var wallClock: Moment { Moment(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))) }
}
