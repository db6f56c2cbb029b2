/** Made from the API’s description by `npm run client-types`; a test fails when it is out of date. @module */

/** What each operation takes and answers. */
export interface Operations {
  /** Whether the server is alive */
  'GET /healthz': {
    result: {
      status: 'ok'
    }
  }
  /** Whether the server takes new work */
  'GET /readyz': {
    result: {
      status: 'ok'
    }
  }
  /** What this issuer offers */
  'GET /.well-known/openid-configuration': {
    result: {
      issuer: string
      token_endpoint: string
      jwks_uri: string
      grant_types_supported: string[]
      response_types_supported: string[]
      subject_types_supported: string[]
      scopes_supported: string[]
      id_token_signing_alg_values_supported: string[]
      token_endpoint_auth_methods_supported: string[]
    }
  }
  /** Public keys that tokens are signed with */
  'GET /.well-known/jwks.json': {
    result: {
      keys: {
        [name: string]: unknown
      }[]
    }
  }
  /** Get tokens: client_credentials, password, password-realm */
  'POST /oauth/token': {
    body: {
      grant_type: string
      client_id?: string
      client_secret?: string
      audience?: string
      scope?: string
      realm?: string
      username?: string
      password?: string
    }
    result: {
      access_token: string
      id_token?: string
      token_type: 'Bearer'
      expires_in: number
      scope?: string
    }
  }
  /** List connections */
  'GET /api/v2/connections': {
    query?: {
      page?: number
      per_page?: number
      include_totals?: 'true' | 'false'
      take?: number
      from?: string
      fields?: string
      include_fields?: 'true' | 'false'
      name?: string
      strategy?: string | string[]
    }
    result: {
      id?: string
      name?: string
      strategy?: string
      display_name?: string
      options?: {
        [name: string]: unknown
      }
      enabled_clients?: string[]
      realms?: string[]
      metadata?: {
        [name: string]: string
      }
      is_domain_connection?: boolean
      authentication?: {
        active: boolean
      }
      connected_accounts?: {
        active: boolean
      }
    }[] | {
      start: number
      limit: number
      length: number
      total: number
      connections: {
        id?: string
        name?: string
        strategy?: string
        display_name?: string
        options?: {
          [name: string]: unknown
        }
        enabled_clients?: string[]
        realms?: string[]
        metadata?: {
          [name: string]: string
        }
        is_domain_connection?: boolean
        authentication?: {
          active: boolean
        }
        connected_accounts?: {
          active: boolean
        }
      }[]
    } | {
      next?: string
      connections: {
        id?: string
        name?: string
        strategy?: string
        display_name?: string
        options?: {
          [name: string]: unknown
        }
        enabled_clients?: string[]
        realms?: string[]
        metadata?: {
          [name: string]: string
        }
        is_domain_connection?: boolean
        authentication?: {
          active: boolean
        }
        connected_accounts?: {
          active: boolean
        }
      }[]
    }
  }
  /** Create a connection */
  'POST /api/v2/connections': {
    body: {
      name: string
      strategy: 'auth0'
      options?: {
        customScripts?: {
          [name: string]: string
        }
        configuration?: {
          [name: string]: string
        }
        enabledDatabaseCustomization?: boolean
        import_mode?: boolean
        requires_username?: boolean
        disable_signup?: boolean
        brute_force_protection?: boolean
        enable_script_context?: boolean
        strategy_version?: 1 | 2
        passwordPolicy?: 'none' | 'low' | 'fair' | 'good' | 'excellent' | null
        non_persistent_attrs?: string[]
        set_user_root_attributes?: 'on_each_login' | 'on_first_login' | 'never_on_login'
        [name: string]: unknown
      }
      display_name?: string
      enabled_clients?: string[]
      realms?: string[]
      metadata?: {
        [name: string]: string
      }
    }
    result: {
      id: string
      name: string
      strategy: string
      display_name?: string
      options: {
        [name: string]: unknown
      }
      enabled_clients: string[]
      realms: string[]
      metadata?: {
        [name: string]: string
      }
      is_domain_connection: boolean
      authentication: {
        active: boolean
      }
      connected_accounts: {
        active: boolean
      }
    }
  }
  /** Get a connection */
  'GET /api/v2/connections/{id}': {
    params: {
      id: string
    }
    query?: {
      fields?: string
      include_fields?: 'true' | 'false'
    }
    result: {
      id?: string
      name?: string
      strategy?: string
      display_name?: string
      options?: {
        [name: string]: unknown
      }
      enabled_clients?: string[]
      realms?: string[]
      metadata?: {
        [name: string]: string
      }
      is_domain_connection?: boolean
      authentication?: {
        active: boolean
      }
      connected_accounts?: {
        active: boolean
      }
    }
  }
  /** Change a connection */
  'PATCH /api/v2/connections/{id}': {
    params: {
      id: string
    }
    body: {
      name?: unknown
      strategy?: unknown
      options?: {
        customScripts?: {
          [name: string]: string
        }
        configuration?: {
          [name: string]: string
        }
        enabledDatabaseCustomization?: boolean
        import_mode?: boolean
        requires_username?: boolean
        disable_signup?: boolean
        brute_force_protection?: boolean
        enable_script_context?: boolean
        strategy_version?: 1 | 2
        passwordPolicy?: 'none' | 'low' | 'fair' | 'good' | 'excellent' | null
        non_persistent_attrs?: string[]
        set_user_root_attributes?: 'on_each_login' | 'on_first_login' | 'never_on_login'
        [name: string]: unknown
      }
      display_name?: string
      enabled_clients?: string[]
      realms?: string[]
      metadata?: {
        [name: string]: string
      }
    }
    result: {
      id: string
      name: string
      strategy: string
      display_name?: string
      options: {
        [name: string]: unknown
      }
      enabled_clients: string[]
      realms: string[]
      metadata?: {
        [name: string]: string
      }
      is_domain_connection: boolean
      authentication: {
        active: boolean
      }
      connected_accounts: {
        active: boolean
      }
    }
  }
  /** Delete a connection and its users */
  'DELETE /api/v2/connections/{id}': {
    params: {
      id: string
    }
    result: undefined
  }
  /** List the clients that may use a connection */
  'GET /api/v2/connections/{id}/clients': {
    params: {
      id: string
    }
    query?: {
      take?: number
      from?: string
    }
    result: {
      clients: {
        client_id: string
      }[]
      next?: string
    }
  }
  /** Say which clients may use a connection */
  'PATCH /api/v2/connections/{id}/clients': {
    params: {
      id: string
    }
    body: {
      client_id: string
      status: boolean
    }[]
    result: undefined
  }
  /** Run a script once with given arguments; nothing is stored */
  'POST /api/v2/connections/{id}/scripts/{name}/try': {
    params: {
      id: string
      name: 'login' | 'get_user' | 'create' | 'verify' | 'change_password' | 'delete' | 'change_email'
    }
    body: {
      arguments?: {
        identifier?: string
        email?: string
        username?: string
        password?: string
        newPassword?: string
        newEmail?: string
        verified?: boolean
        id?: string
        user?: {
          [name: string]: unknown
        }
      }
      script?: string
      configuration?: {
        [name: string]: string
      }
    }
    result: {
      ok: true
      result: unknown
      logs: {
        at_ms: number
        level: string
        text: string
      }[]
      logs_truncated: boolean
      trace: {
        [name: string]: unknown
      }[]
      duration_ms: number
      cpu_ms: number
      memory_bytes: number
      warnings: string[]
      advice: ({
        rule: string
        severity: 'warning' | 'info'
        line: number
        column: number
        end_line: number
        end_column: number
        message: string
        fix?: {
          description: string
          edits: {
            start: number
            end: number
            text: string
          }[]
        }
      })[]
    } | {
      ok: false
      error: {
        code: string
        message: string
        name?: string
        error_code?: string
        line?: number
        column?: number
        stack?: string
      }
      logs: {
        at_ms: number
        level: string
        text: string
      }[]
      logs_truncated: boolean
      trace: {
        [name: string]: unknown
      }[]
      duration_ms: number
      cpu_ms: number
      memory_bytes: number
      warnings: string[]
      advice: ({
        rule: string
        severity: 'warning' | 'info'
        line: number
        column: number
        end_line: number
        end_column: number
        message: string
        fix?: {
          description: string
          edits: {
            start: number
            end: number
            text: string
          }[]
        }
      })[]
    }
  }
  /** Progress of a connection’s migration */
  'GET /api/v2/connections/{id}/migration': {
    params: {
      id: string
    }
    result: {
      connection_id: string
      mode: 'local' | 'legacy' | 'import'
      users: number
      migrated: number
      runs: {
        action: string
        purpose: string
        runs: number
      }[]
      events: ({
        event_id: string
        kind: 'migrated' | 'failed'
        user_id?: string
        detail: string
        at: string
      })[]
    }
  }
  /** Newest runs of a connection’s scripts, with their log and trace */
  'GET /api/v2/connections/{id}/runs': {
    params: {
      id: string
    }
    query?: {
      take?: number
    }
    result: {
      counts: {
        action: string
        purpose: string
        runs: number
      }[]
      runs: {
        run_id: string
        action: string
        script_revision: number
        outcome: string
        message?: string
        purpose: string
        duration_ms: number
        cpu_ms: number
        logs: unknown
        trace: unknown
        at: string
      }[]
    }
  }
  /** List script templates */
  'GET /api/v2/templates': {
    result: {
      id: string
      name: string
      description: string
      database: string
      driver?: string
      configuration: {
        key: string
        description: string
        example: string
        required: boolean
      }[]
    }[]
  }
  /** Get a script template */
  'GET /api/v2/templates/{id}': {
    params: {
      id: string
    }
    result: {
      id: string
      name: string
      description: string
      database: string
      driver?: string
      configuration: {
        key: string
        description: string
        example: string
        required: boolean
      }[]
      schema?: {
        name: string
        text: string
      }
      sample?: {
        name: string
        text: string
        users: {
          email: string
          username?: string
          password: string
          email_verified: boolean
        }[]
      }
      customScripts: {
        login: string
        get_user: string
        create: string
        verify: string
        change_password: string
        delete: string
        change_email: string
      }
    }
  }
  /** List or search users */
  'GET /api/v2/users': {
    query?: {
      page?: number
      per_page?: number
      include_totals?: 'true' | 'false'
      take?: number
      from?: string
      fields?: string
      include_fields?: 'true' | 'false'
      q?: string
      search_engine?: 'v2' | 'v3'
      connection?: string
    }
    result: ({
      user_id?: string
      email?: string
      email_verified?: boolean
      username?: string
      name?: string
      nickname?: string
      picture?: string
      identities?: {
        connection: string
        user_id: string
        provider: string
        isSocial: boolean
      }[]
      user_metadata?: {
        [name: string]: unknown
      }
      app_metadata?: {
        [name: string]: unknown
      }
      blocked?: boolean
      created_at?: string
      updated_at?: string
      last_login?: string
      last_ip?: string
      logins_count?: number
      last_password_reset?: string
      migrated_at?: string
      migrated_by?: 'login' | 'reset' | 'import'
      [name: string]: unknown
    })[] | {
      start: number
      limit: number
      length: number
      total: number
      users: ({
        user_id?: string
        email?: string
        email_verified?: boolean
        username?: string
        name?: string
        nickname?: string
        picture?: string
        identities?: {
          connection: string
          user_id: string
          provider: string
          isSocial: boolean
        }[]
        user_metadata?: {
          [name: string]: unknown
        }
        app_metadata?: {
          [name: string]: unknown
        }
        blocked?: boolean
        created_at?: string
        updated_at?: string
        last_login?: string
        last_ip?: string
        logins_count?: number
        last_password_reset?: string
        migrated_at?: string
        migrated_by?: 'login' | 'reset' | 'import'
        [name: string]: unknown
      })[]
    } | {
      next?: string
      users: ({
        user_id?: string
        email?: string
        email_verified?: boolean
        username?: string
        name?: string
        nickname?: string
        picture?: string
        identities?: {
          connection: string
          user_id: string
          provider: string
          isSocial: boolean
        }[]
        user_metadata?: {
          [name: string]: unknown
        }
        app_metadata?: {
          [name: string]: unknown
        }
        blocked?: boolean
        created_at?: string
        updated_at?: string
        last_login?: string
        last_ip?: string
        logins_count?: number
        last_password_reset?: string
        migrated_at?: string
        migrated_by?: 'login' | 'reset' | 'import'
        [name: string]: unknown
      })[]
    }
  }
  /** Get a user */
  'GET /api/v2/users/{id}': {
    params: {
      id: string
    }
    query?: {
      fields?: string
      include_fields?: 'true' | 'false'
    }
    result: {
      user_id?: string
      email?: string
      email_verified?: boolean
      username?: string
      name?: string
      nickname?: string
      picture?: string
      identities?: {
        connection: string
        user_id: string
        provider: string
        isSocial: boolean
      }[]
      user_metadata?: {
        [name: string]: unknown
      }
      app_metadata?: {
        [name: string]: unknown
      }
      blocked?: boolean
      created_at?: string
      updated_at?: string
      last_login?: string
      last_ip?: string
      logins_count?: number
      last_password_reset?: string
      migrated_at?: string
      migrated_by?: 'login' | 'reset' | 'import'
      [name: string]: unknown
    }
  }
  /** Find users by e-mail */
  'GET /api/v2/users-by-email': {
    query: {
      fields?: string
      include_fields?: 'true' | 'false'
      email: string
    }
    result: ({
      user_id?: string
      email?: string
      email_verified?: boolean
      username?: string
      name?: string
      nickname?: string
      picture?: string
      identities?: {
        connection: string
        user_id: string
        provider: string
        isSocial: boolean
      }[]
      user_metadata?: {
        [name: string]: unknown
      }
      app_metadata?: {
        [name: string]: unknown
      }
      blocked?: boolean
      created_at?: string
      updated_at?: string
      last_login?: string
      last_ip?: string
      logins_count?: number
      last_password_reset?: string
      migrated_at?: string
      migrated_by?: 'login' | 'reset' | 'import'
      [name: string]: unknown
    })[]
  }
  /** This description (OpenAPI 3.1) */
  'GET /openapi.json': {
    result: {
      openapi: string
      [name: string]: unknown
    }
  }
}
