type Reason =
  /** The service has used up its requests to the server, or waits after a rejection. */
  | 'no_budget'
  /** The server rejected the request: too many, or none from here. */
  | 'rejected'
  /** It did not respond in time, or the connection broke. */
  | 'no_response'
  /** A status that has no other meaning. */
  | 'status'
  /** A redirect to a host that is not on the list, or one too many. */
  | 'redirect'
  | 'too_large'
  /** The response has another form than documented. */
  | 'malformed'

/** A provider did not give what it was asked for. Says nothing of whether it knows the book. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure'
  readonly reason: Reason

  /** Without a cause: the messages of the platform may name the URL, and with it the query of a reader. */
  constructor(reason: Reason) {
    super(reason)
    this.reason = reason
  }
}
