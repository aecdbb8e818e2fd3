/// The three kinds of credentials the API has accepted over the years.
struct Credentials: Sendable {
    let token: String
    let email: String

    func check(_ request: SimulatorRequest) throws(APIFailure) {
        let query = Query(request.query)
        let bearer = request.header("authorization") == "Bearer \(token)"
        let headers = request.header("x-user-token") == token && request.header("x-user-email") == email
        let inQuery = query["user_token"] == token && query["user_email"] == email
        guard bearer || headers || inQuery else { throw .unauthorized }
    }
}
