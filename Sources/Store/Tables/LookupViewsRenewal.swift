import GRDB

extension Database {
    /// Makes the views `lookup_NAME` anew where names or labels of lookup tables have changed outside of a run, as in a redacted copy.
    ///
    /// - Returns: the views that could not be made.
    @discardableResult
    public func renewLookupViews() throws -> [OmittedView] { try LookupViews(db: self).recreate() }
}
