extension WorldState {
    /// Changes a record, and moves the world's time on by a minute. A refused change takes no time.
    mutating func amend(
        _ id: Int64, in place: Place, _ change: (inout JSON, _ now: Moment) throws(APIFailure) -> Void
    ) throws(APIFailure) -> JSON {
        guard var record = self[place][id] else { throw .notFound }
        let later = now.adding(minutes: 1)
        try change(&record, later)
        record.replace("updated_at", .string(tick()))
        self[place].update(id) { $0 = record }
        return record
    }
}
