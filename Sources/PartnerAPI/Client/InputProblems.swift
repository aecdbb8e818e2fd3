// What each problem is called, and what to do about it.

extension CredentialsProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing: "no credentials in the environment"
        case .incomplete(let variable): "\(variable) is missing or empty"
        case .controlCharacter(let variable): "\(variable) holds a line break or another control character"
        }
    }

    var hint: String {
        switch self {
        case .missing: "set WORKATO_API_TOKEN, or WORKATO_USER_EMAIL and WORKATO_USER_TOKEN"
        case .incomplete(let variable): "set \(variable), or use WORKATO_API_TOKEN alone"
        case .controlCharacter(let variable): "set \(variable) again, on one line"
        }
    }
}

extension BaseURLProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .scheme: "the base URL does not begin with https:// or http://"
        case .credentials: "the base URL holds a user name or password"
        case .host: "the base URL has no valid host"
        case .port: "the base URL has no valid port"
        case .path: "the base URL has no valid path"
        case .query: "the base URL holds a query or fragment"
        case .unknownRegion: "unknown region"
        }
    }

    var hint: String {
        switch self {
        case .credentials, .query: "credentials belong in the environment: WORKATO_API_TOKEN"
        case .unknownRegion: "regions are \(BaseURL.regions.joined(separator: ", "))"
        case .scheme, .host, .port, .path: "write it like https://www.workato.com/api"
        }
    }
}

extension RecordingProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing: "the recording's folder does not exist"
        case .empty: "the recording holds no answers"
        case .notARecording: "this is no folder with a recording: it has no recording.txt that says so"
        case .unknownFormat: "the recording has a format that this version does not know"
        case .unreadable(let file): "the recording's \(file) cannot be read"
        case .damaged(let file): "the recording's \(file) is damaged"
        }
    }

    var hint: String {
        switch self {
        case .missing, .notARecording: "give the folder that sync --record or partner-simulator --record was given"
        case .empty: "record a sync first, by sync --record"
        case .unknownFormat: "use the version of workato-mirror that recorded it, or a later one"
        case .unreadable: "check the folder's permissions"
        case .damaged: "record it again; it may have been cut off or edited"
        }
    }
}

extension PathProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .empty: "the path is empty"
        case .otherHost: "the path names another host than the base URL"
        case .controlCharacter: "the path holds a line break or another control character"
        case .dots: "the path holds . or .. as a segment"
        case .fragment: "the path holds a #"
        }
    }

    var hint: String {
        switch self {
        case .otherHost: "write it from /api on; the host is that of --base-url or --region"
        case .fragment: "write %23 for a # in an external id or a parameter"
        case .empty, .controlCharacter, .dots: "write it like /api/managed_users/19029/properties"
        }
    }
}
