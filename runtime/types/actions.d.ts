/** The action scripts: their arguments, and the arguments of their callback. */
declare namespace Ferry {
  /** A user as `login` and `get_user` return it. Other attributes are stored as they are. */
  interface Profile {
    /** Must be the same at every login; stored as `auth0|<user_id>`. `id` or `_id` are accepted as well. */
    user_id?: string | number
    /** The typed identifier, unless `username` is. Stored in lower case. */
    email?: string | null
    /** `true`, 1, '1', 't' and 'true' mean "verified"; every other value means "not verified". */
    email_verified?: boolean | number | string | null
    username?: string | null
    name?: string | null
    nickname?: string | null
    given_name?: string | null
    family_name?: string | null
    /** URL of a picture. */
    picture?: string | null
    /** Such as +4930123456. */
    phone_number?: string | null
    phone_verified?: boolean | null
    /** Data that the user may change. */
    user_metadata?: object | null
    /** Data that only the service may change. */
    app_metadata?: object | null
    [attribute: string]: any
  }

  /** The fields of a sign-up. */
  interface NewUser {
    email: string
    password: string
    username?: string
    tenant?: string
    client_id?: string
    connection?: string
    user_metadata?: any
    app_metadata?: any
    [attribute: string]: any
  }

  /**
   * Ends the run. `callback(error)`: it failed. `callback(null)`: no such user, or a wrong password.
   * `callback(null, profile)`: this is the user.
   */
  type ProfileCallback = (error?: unknown, profile?: Profile | boolean | null) => void

  /** Ends the run. `callback(error)`: it failed. `callback(null, true)`: it is done. `callback(null, false)`: it is not. */
  type DoneCallback = (error?: unknown, isDone?: any) => void

  /** An empty object, since there are no organizations. */
  interface Context {
    [name: string]: any
  }

  /** The sign-in. Test runs have what you type for it, or nothing. */
  interface LoginContext extends Context {
    /** `ip`: the person's address, which a hosted service needs that counts attempts by address. */
    request?: { ip?: string; user_agent?: string }
    /** The application. */
    client?: { client_id: string; name: string }
    connection?: { id: string; name: string; strategy: string }
  }

  /** The search. Test runs may say another kind, such as `user_id`. */
  interface SearchContext extends Context {
    /** Which of the user's names is asked for. */
    identifierType: 'email' | 'username' | 'user_id' | (string & {})
  }

  /** The context of scripts that change the legacy store. */
  interface WriteContext extends Context {
    /**
     * 32 hex digits, the same when the same change is asked for again, for instance after a crash: keep it in the row that
     * you write, and treat a change whose key is there already as done. Of `change_password` and `verify` it depends on
     * the link that was used or on the user's last change, of `change_email` on the latter, of `delete` on the user; of
     * `create` on what was sent, so keep it in the new row, with which it goes.
     */
    idempotency_key: string
  }

  interface Scripts {
    login: (userNameOrEmail: string, password: string, callback: ProfileCallback) => any
    get_user: (email: string, callback: ProfileCallback) => any
    create: (user: NewUser, callback: DoneCallback) => any
    verify: (email: string, callback: DoneCallback) => any
    change_password: (email: string, newPassword: string, callback: DoneCallback) => any
    delete: (id: string, callback: DoneCallback) => any
    change_email: (email: string, newEmail: string, verified: boolean, callback: DoneCallback) => any
  }

  /** The same where scripts see the context. */
  interface ScriptsWithContext {
    login: (
      userNameOrEmail: string,
      password: string,
      context: LoginContext,
      callback: ProfileCallback,
    ) => any
    get_user: (email: string, context: SearchContext, callback: ProfileCallback) => any
    create: (user: NewUser, context: WriteContext, callback: DoneCallback) => any
    verify: (email: string, context: WriteContext, callback: DoneCallback) => any
    change_password: (
      email: string,
      newPassword: string,
      context: WriteContext,
      callback: DoneCallback,
    ) => any
    delete: (id: string, context: WriteContext, callback: DoneCallback) => any
    change_email: (
      email: string,
      newEmail: string,
      verified: boolean,
      context: WriteContext,
      callback: DoneCallback,
    ) => any
  }
}
