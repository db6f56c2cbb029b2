/** What the suite of templates needs of a legacy store. @module */

/** A store with a template's schema. */
export interface TemplateBackend {
  /** For the scripts. They reach the store through a relay, where there is one. */
  configuration(): { [key: string]: string }
  /** As `configuration`, but nobody listens there. */
  unreachable(): Promise<{ [key: string]: string }>
  /** As `configuration`, with a wrong secret. */
  locked_out(): { [key: string]: string }
  /** As `configuration`, with the authority of the store's certificate, and with another one. */
  encrypted?: { trusting: { [key: string]: string }; wary: { [key: string]: string } } | undefined
  /** Schema and sample rows anew, and nothing else. */
  reset(): Promise<void>
  /** How many users there are. */
  count(): Promise<number>
  /** Takes the schema away, so that every statement fails; absent where there is none. */
  destroy?(): Promise<void>
  /** What scripts end with afterwards; default `script_error`. A web service that answers 500 is an outage. */
  destroyed?: 'legacy_unavailable'
  /** Connections that scripts have open at this moment. */
  open_connections(): number
  /** From now on a connection breaks when its nth message arrives, from 1; undefined ends that. */
  breakAt(message: number | undefined): void
  /** What the sandbox gets instead of a script's text. */
  wrap?(source: string): string
  close(): Promise<void>
}

/** What a store cannot do. */
export interface Traits {
  /** Users have a name beside the email. Default true. */
  usernames?: boolean
  /** The store keeps whether an email was verified. Default true; false goes with a template without `verify`. */
  verification?: boolean
  /** Emails may be of any letters. Default true. */
  unicode_emails?: boolean
  /** A wrong password can be told from an unknown user. Default true. */
  tells_users_apart?: boolean
  /** Messages of a connection at which it can break. Default 1 and 2. */
  breaks_at?: readonly number[]
  /** Ids that were never given out, beside those that no store gives out. */
  unknown_ids: readonly string[]
}
