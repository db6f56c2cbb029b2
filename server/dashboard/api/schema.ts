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
      warnings?: ('disk_low' | 'disk_full')[]
    }
  }
  /** What this issuer offers */
  'GET /.well-known/openid-configuration': {
    result: {
      issuer: string
      token_endpoint: string
      userinfo_endpoint: string
      revocation_endpoint: string
      jwks_uri: string
      grant_types_supported: string[]
      response_types_supported: string[]
      subject_types_supported: string[]
      scopes_supported: string[]
      id_token_signing_alg_values_supported: string[]
      token_endpoint_auth_methods_supported: string[]
      revocation_endpoint_auth_methods_supported: string[]
      claims_supported: string[]
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
  /** Get tokens: client_credentials, password, password-realm, refresh_token */
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
      refresh_token?: string
      organization?: unknown
      client_assertion?: unknown
      client_assertion_type?: unknown
      code?: unknown
      code_verifier?: unknown
      redirect_uri?: unknown
      device_code?: unknown
      otp?: unknown
      mfa_token?: unknown
      oob_code?: unknown
      binding_code?: unknown
      recovery_code?: unknown
      auth_req_id?: unknown
      assertion?: unknown
      subject_token?: unknown
      subject_token_type?: unknown
      actor_token?: unknown
      actor_token_type?: unknown
      requested_token_type?: unknown
      connection?: unknown
      login_hint?: unknown
      device?: unknown
      auth_session?: unknown
      resource?: unknown
      [name: string]: unknown
    }
    result: {
      access_token: string
      id_token?: string
      refresh_token?: string
      token_type: 'Bearer'
      expires_in: number
      scope?: string
    }
  }
  /** Sign up */
  'POST /dbconnections/signup': {
    body: {
      name?: string
      given_name?: string
      family_name?: string
      nickname?: string
      picture?: string
      phone_number?: string
      client_id: string
      connection: string
      email?: string
      username?: string
      password: string
      user_metadata?: {
        [name: string]: string
      }
      organization?: unknown
      state?: unknown
      scope?: unknown
      nonce?: unknown
      _csrf?: unknown
      _intstate?: unknown
      tenant?: unknown
      credential_type?: unknown
      captcha?: unknown
      auth0Client?: unknown
      email_verified?: unknown
      phone_verified?: unknown
      app_metadata?: unknown
      metadata?: unknown
      blocked?: unknown
      identities?: unknown
      user_id?: unknown
      id?: unknown
      _id?: unknown
      client_secret?: unknown
      [name: string]: unknown
    }
    result: {
      name?: string
      given_name?: string
      family_name?: string
      nickname?: string
      picture?: string
      phone_number?: string
      _id: string
      email?: string
      email_verified: boolean
      username?: string
      user_metadata?: {
        [name: string]: string
      }
    }
  }
  /** Ask for a mail with a link to set a new password */
  'POST /dbconnections/change_password': {
    body: {
      client_id?: string
      connection: string
      email?: string
      username?: string
      password?: unknown
      organization?: unknown
      state?: unknown
      scope?: unknown
      nonce?: unknown
      _csrf?: unknown
      _intstate?: unknown
      tenant?: unknown
      credential_type?: unknown
      captcha?: unknown
      auth0Client?: unknown
    }
    result: undefined
  }
  /** Revoke a refresh token and all that follow it */
  'POST /oauth/revoke': {
    body: {
      client_id?: string
      client_secret?: string
      token?: string
      token_type_hint?: string
      client_assertion?: unknown
      client_assertion_type?: unknown
      [name: string]: unknown
    }
    result: undefined
  }
  /** Who a token was made for, as far as its scopes tell */
  'GET /userinfo': {
    query?: {
      access_token?: string
    }
    result: {
      sub: string
      [name: string]: unknown
    }
  }
  /** Who a token was made for, as far as its scopes tell */
  'POST /userinfo': {
    body: {
      access_token?: string
      [name: string]: unknown
    }
    result: {
      sub: string
      [name: string]: unknown
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
      show_as_button?: boolean
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
        show_as_button?: boolean
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
        show_as_button?: boolean
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
        } | null
        configuration?: {
          [name: string]: string | null
        } | null
        enabledDatabaseCustomization?: boolean | null
        import_mode?: boolean | null
        requires_username?: boolean | null
        validation?: {
          username?: {
            min?: number
            max?: number
          } | null
        } | null
        attributes?: {
          username?: {
            identifier?: {
              active?: boolean
              default_method?: unknown
            }
            signup?: {
              status?: 'required' | 'optional' | 'inactive'
              verification?: unknown
            }
            validation?: {
              min_length?: number
              max_length?: number
              allowed_types?: {
                email?: unknown
                phone_number?: unknown
              }
            } | null
            profile_required?: unknown
          } | null
          email?: {
            identifier?: {
              active?: unknown
              default_method?: unknown
            }
            signup?: {
              status?: unknown
              verification?: {
                active?: unknown
              }
            }
            unique?: unknown
            profile_required?: unknown
            verification_method?: unknown
          }
          phone_number?: {
            identifier?: {
              active?: unknown
              default_method?: unknown
            }
            signup?: {
              status?: unknown
              verification?: {
                active?: unknown
              }
            }
            profile_required?: unknown
          }
        } | null
        disable_signup?: boolean | null
        disable_self_service_change_password?: boolean | null
        brute_force_protection?: boolean | null
        enable_script_context?: boolean | null
        ferry_tombstones?: boolean | null
        ferry_mfa_factors?: 'refuse' | 'drop' | null
        strategy_version?: 1 | 2 | null
        passwordPolicy?: 'none' | 'low' | 'fair' | 'good' | 'excellent' | null
        password_complexity_options?: {
          min_length?: number
        } | null
        password_history?: {
          enable?: boolean
          size?: number
        } | null
        password_dictionary?: {
          enable?: boolean
          dictionary?: string[]
        } | null
        password_no_personal_info?: {
          enable?: boolean
        } | null
        password_options?: {
          complexity?: {
            min_length?: number
            character_types?: ('lowercase' | 'uppercase' | 'number' | 'special')[]
            character_type_rule?: 'all' | 'three_of_four'
            identical_characters?: 'allow' | 'block'
            sequential_characters?: 'allow' | 'block'
            max_length_exceeded?: 'truncate' | 'error'
          }
          dictionary?: {
            active?: boolean
            default?: 'en_10k' | 'en_100k'
            custom?: string[]
          }
          history?: {
            active?: boolean
            size?: number
          }
          profile_data?: {
            active?: boolean
            blocked_fields?: string[]
          }
        } | null
        non_persistent_attrs?: string[] | null
        set_user_root_attributes?: 'on_each_login' | 'on_first_login' | 'never_on_login' | null
        authentication_methods?: {
          password?: {
            enabled?: unknown
            api_behavior?: unknown
            signup_behavior?: unknown
          }
          passkey?: {
            enabled?: unknown
          }
          email_otp?: {
            enabled?: unknown
          }
          phone_otp?: {
            enabled?: unknown
          }
        }
        mfa?: unknown
        passkey_options?: unknown
        custom_password_hash?: unknown
        precedence?: unknown
        realm_fallback?: unknown
        api_enable_users?: unknown
        api_enable_groups?: unknown
        basic_profile?: unknown
        upstream_params?: unknown
        gateway_authentication?: unknown
        ext_admin?: unknown
        ext_is_suspended?: unknown
        ext_agreed_terms?: unknown
        ext_groups?: unknown
        ext_assigned_plans?: unknown
        ext_profile?: unknown
        assertion_decryption_settings?: unknown
        id_token_signed_response_algs?: unknown
        dpop_signing_alg?: unknown
        enable_pushed_authorization_requests?: unknown
        pushed_authorization_request_endpoint?: unknown
        token_endpoint_auth_method?: unknown
        token_endpoint_auth_signing_alg?: unknown
        token_endpoint_jwtca_aud_format?: unknown
        id_token_session_expiry_supported?: unknown
        useOauthSpecScope?: unknown
        discovery_url?: unknown
        oidc_metadata?: unknown
        [name: string]: unknown
      } | null
      display_name?: string | null
      enabled_clients?: string[] | null
      realms?: string[] | null
      metadata?: {
        [name: string]: string
      } | null
      show_as_button?: boolean | null
      is_domain_connection?: boolean | null
      authentication?: {
        active?: boolean
      } | null
      connected_accounts?: {
        active?: boolean
        cross_app_access?: unknown
        allow_missing_user_id?: unknown
      } | null
      cross_app_access_requesting_app?: unknown
      cross_app_access_resource_app?: unknown
      id?: unknown
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
      show_as_button?: boolean
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
      show_as_button?: boolean
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
        } | null
        configuration?: {
          [name: string]: string | null
        } | null
        enabledDatabaseCustomization?: boolean | null
        import_mode?: boolean | null
        requires_username?: boolean | null
        validation?: {
          username?: {
            min?: number
            max?: number
          } | null
        } | null
        attributes?: {
          username?: {
            identifier?: {
              active?: boolean
              default_method?: unknown
            }
            signup?: {
              status?: 'required' | 'optional' | 'inactive'
              verification?: unknown
            }
            validation?: {
              min_length?: number
              max_length?: number
              allowed_types?: {
                email?: unknown
                phone_number?: unknown
              }
            } | null
            profile_required?: unknown
          } | null
          email?: {
            identifier?: {
              active?: unknown
              default_method?: unknown
            }
            signup?: {
              status?: unknown
              verification?: {
                active?: unknown
              }
            }
            unique?: unknown
            profile_required?: unknown
            verification_method?: unknown
          }
          phone_number?: {
            identifier?: {
              active?: unknown
              default_method?: unknown
            }
            signup?: {
              status?: unknown
              verification?: {
                active?: unknown
              }
            }
            profile_required?: unknown
          }
        } | null
        disable_signup?: boolean | null
        disable_self_service_change_password?: boolean | null
        brute_force_protection?: boolean | null
        enable_script_context?: boolean | null
        ferry_tombstones?: boolean | null
        ferry_mfa_factors?: 'refuse' | 'drop' | null
        strategy_version?: 1 | 2 | null
        passwordPolicy?: 'none' | 'low' | 'fair' | 'good' | 'excellent' | null
        password_complexity_options?: {
          min_length?: number
        } | null
        password_history?: {
          enable?: boolean
          size?: number
        } | null
        password_dictionary?: {
          enable?: boolean
          dictionary?: string[]
        } | null
        password_no_personal_info?: {
          enable?: boolean
        } | null
        password_options?: {
          complexity?: {
            min_length?: number
            character_types?: ('lowercase' | 'uppercase' | 'number' | 'special')[]
            character_type_rule?: 'all' | 'three_of_four'
            identical_characters?: 'allow' | 'block'
            sequential_characters?: 'allow' | 'block'
            max_length_exceeded?: 'truncate' | 'error'
          }
          dictionary?: {
            active?: boolean
            default?: 'en_10k' | 'en_100k'
            custom?: string[]
          }
          history?: {
            active?: boolean
            size?: number
          }
          profile_data?: {
            active?: boolean
            blocked_fields?: string[]
          }
        } | null
        non_persistent_attrs?: string[] | null
        set_user_root_attributes?: 'on_each_login' | 'on_first_login' | 'never_on_login' | null
        authentication_methods?: {
          password?: {
            enabled?: unknown
            api_behavior?: unknown
            signup_behavior?: unknown
          }
          passkey?: {
            enabled?: unknown
          }
          email_otp?: {
            enabled?: unknown
          }
          phone_otp?: {
            enabled?: unknown
          }
        }
        mfa?: unknown
        passkey_options?: unknown
        custom_password_hash?: unknown
        precedence?: unknown
        realm_fallback?: unknown
        api_enable_users?: unknown
        api_enable_groups?: unknown
        basic_profile?: unknown
        upstream_params?: unknown
        gateway_authentication?: unknown
        ext_admin?: unknown
        ext_is_suspended?: unknown
        ext_agreed_terms?: unknown
        ext_groups?: unknown
        ext_assigned_plans?: unknown
        ext_profile?: unknown
        assertion_decryption_settings?: unknown
        id_token_signed_response_algs?: unknown
        dpop_signing_alg?: unknown
        enable_pushed_authorization_requests?: unknown
        pushed_authorization_request_endpoint?: unknown
        token_endpoint_auth_method?: unknown
        token_endpoint_auth_signing_alg?: unknown
        token_endpoint_jwtca_aud_format?: unknown
        id_token_session_expiry_supported?: unknown
        useOauthSpecScope?: unknown
        discovery_url?: unknown
        oidc_metadata?: unknown
        [name: string]: unknown
      }
      display_name?: string | null
      enabled_clients?: string[] | null
      realms?: string[] | null
      metadata?: {
        [name: string]: string
      } | null
      show_as_button?: boolean | null
      is_domain_connection?: boolean | null
      authentication?: {
        active?: boolean
      } | null
      connected_accounts?: {
        active?: boolean
        cross_app_access?: unknown
        allow_missing_user_id?: unknown
      } | null
      cross_app_access_requesting_app?: unknown
      cross_app_access_resource_app?: unknown
      id?: unknown
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
      show_as_button?: boolean
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
  /** Delete the user of a connection who has this e-mail address */
  'DELETE /api/v2/connections/{id}/users': {
    params: {
      id: string
    }
    query: {
      email: string
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
        context?: {
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
      late_settlements: number
      profile_preview?: {
        returned: unknown
        stored?: {
          [name: string]: unknown
        }
        fields: ({
          returned?: string
          stored?: string
          change: 'kept' | 'renamed' | 'changed' | 'made' | 'dropped'
        })[]
      }
      checks: ({
        id: 'user_id' | 'email' | 'identifier' | 'username' | 'mfa_factors' | 'profile' | 'email_verified' | 'arrival'
        ok: boolean | null
        message: string
        field?: string
      })[]
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
        user_known?: boolean
        clash?: {
          field: 'user_id' | 'email' | 'username'
          user_id: string
          connection_id: string
          connection: string
        }
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
      late_settlements: number
      profile_preview?: {
        returned: unknown
        stored?: {
          [name: string]: unknown
        }
        fields: ({
          returned?: string
          stored?: string
          change: 'kept' | 'renamed' | 'changed' | 'made' | 'dropped'
        })[]
      }
      checks: ({
        id: 'user_id' | 'email' | 'identifier' | 'username' | 'mfa_factors' | 'profile' | 'email_verified' | 'arrival'
        ok: boolean | null
        message: string
        field?: string
      })[]
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
  /** Log somebody in and tell it step by step; as a preview, nothing is stored */
  'POST /api/v2/connections/{id}/try-login': {
    params: {
      id: string
    }
    body: {
      identifier: string
      password: string
      client_id?: string
      mode: 'preview' | 'real'
    }
    result: {
      ok: boolean
      steps: ({
        id: 'in_ferry' | 'script' | 'validation' | 'import' | 'tokens'
        ok: boolean | null
        detail: string
        duration_ms: number | null
      })[]
      user?: {
        user_id: string
        email?: string
      }
      run?: {
        run_id?: string
        duration_ms: number
        cpu_ms: number
        logs: {
          at_ms: number
          level: string
          text: string
        }[]
        trace: {
          [name: string]: unknown
        }[]
      }
      checks: ({
        id: 'user_id' | 'email' | 'identifier' | 'username' | 'mfa_factors' | 'profile' | 'email_verified' | 'arrival'
        ok: boolean | null
        message: string
        field?: string
      })[]
      id_token_claims?: {
        [name: string]: unknown
      }
      error?: {
        code: string
        message: string
        script_message?: string
        line?: number
        column?: number
        clash?: {
          field: 'user_id' | 'email' | 'username'
          user_id: string
          connection_id: string
          connection: string
        }
      }
    }
  }
  /** Compare what login and get_user say about one person; nothing is stored */
  'POST /api/v2/connections/{id}/drift': {
    params: {
      id: string
    }
    body: {
      identifier: string
      password: string
      scripts?: {
        login?: string
        get_user?: string
      }
      configuration?: {
        [name: string]: string
      }
    }
    result: {
      verdict: 'same' | 'different' | 'unknown'
      runs: ({
        script: 'login' | 'get_user'
        ending: 'profile' | 'nobody' | 'failed'
        error?: {
          code: string
          message: string
        }
        duration_ms: number
      })[]
      checks: ({
        id: 'login' | 'found' | 'same_user_id' | 'stable_user_id' | 'stable_profile' | 'same_profile' | 'arrival' | 'mfa_factors'
        ok: boolean | null
        message: string
      })[]
      differences: ({
        field: string
        kind: 'only_first' | 'only_second' | 'value' | 'type'
        first?: unknown
        second?: unknown
      })[]
      unstable: ({
        field: string
        kind: 'only_first' | 'only_second' | 'value' | 'type'
        first?: unknown
        second?: unknown
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
      failures: {
        code: string
        events: number
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
  /** Say whether somebody is in Ferry, in the legacy store, in both or in neither */
  'GET /api/v2/connections/{id}/whois': {
    params: {
      id: string
    }
    query: {
      identifier: string
    }
    result: {
      state: 'local' | 'legacy' | 'both' | 'neither' | 'blocked' | 'tombstone'
      user_id?: string
      legacy_asked: boolean
      legacy_id?: string
    }
  }
  /** What another mode would mean for how many people; changes nothing */
  'GET /api/v2/connections/{id}/impact': {
    params: {
      id: string
    }
    query: {
      to: 'local' | 'legacy' | 'import'
    }
    result: {
      from: 'local' | 'legacy' | 'import'
      to: 'local' | 'legacy' | 'import'
      users: number
      with_password: number
      locked_out: number
      warnings: ({
        code: 'no_password_here' | 'unmigrated_people' | 'never_in_legacy_store' | 'legacy_password_counts' | 'no_login_script' | 'no_get_user_script'
        people?: number
        message: string
      })[]
    }
  }
  /** Make a connection local: the end of its migration */
  'POST /api/v2/connections/{id}/complete-migration': {
    params: {
      id: string
    }
    body: {
      force?: boolean
    }
    result: {
      impact: {
        from: 'local' | 'legacy' | 'import'
        to: 'local' | 'legacy' | 'import'
        users: number
        with_password: number
        locked_out: number
        warnings: ({
          code: 'no_password_here' | 'unmigrated_people' | 'never_in_legacy_store' | 'legacy_password_counts' | 'no_login_script' | 'no_get_user_script'
          people?: number
          message: string
        })[]
      }
      connection: {
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
        show_as_button?: boolean
        authentication: {
          active: boolean
        }
        connected_accounts: {
          active: boolean
        }
      }
    }
  }
  /** What a list of connections shows: mode, progress and errors of each */
  'GET /api/v2/connection-summaries': {
    query?: {
      take?: number
      from?: string
    }
    result: {
      connections: ({
        id: string
        name: string
        display_name?: string
        ferry: {
          mode: 'local' | 'legacy' | 'import'
          version_live: number
          has_draft: boolean
          store_kind?: 'mysql' | 'postgresql' | 'mongodb' | 'sqlserver' | 'oracle' | 'ldap' | 'redis' | 'http' | 'other'
          enabled_clients: number
          users: number
          imported: number
          errors_24h: number
          changed_at: string
        }
      })[]
      next?: string
    }
  }
  /** List the versions of a connection */
  'GET /api/v2/connections/{id}/versions': {
    params: {
      id: string
    }
    query?: {
      before?: number
      take?: number
    }
    result: {
      live_version: number
      versions: ({
        version: number
        created_at: string
        actor: string
        actor_name?: string
        note?: string
        mode: 'local' | 'legacy' | 'import'
        scripts: {
          [name: string]: number
        }
        changed: {
          scripts: {
            [name: string]: {
              lines_added: number
              lines_removed: number
            }
          }
          settings: string[]
          configuration: string[]
        }
      })[]
    }
  }
  /** Deploy the draft as a new version */
  'POST /api/v2/connections/{id}/versions': {
    params: {
      id: string
    }
    body: {
      draft_revision?: number
      force?: boolean
      note?: string
    }
    result: {
      version: number
      connection: {
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
        show_as_button?: boolean
        authentication: {
          active: boolean
        }
        connected_accounts: {
          active: boolean
        }
      }
    }
  }
  /** Get a version with its scripts */
  'GET /api/v2/connections/{id}/versions/{version}': {
    params: {
      id: string
      version: number
    }
    result: {
      version: number
      created_at: string
      actor: string
      actor_name?: string
      note?: string
      mode: 'local' | 'legacy' | 'import'
      scripts: {
        [name: string]: number
      }
      options: {
        [name: string]: unknown
      }
      configuration_keys: string[]
      missing_configuration: string[]
    }
  }
  /** Restore a version as a new version */
  'POST /api/v2/connections/{id}/versions/{version}/restore': {
    params: {
      id: string
      version: number
    }
    body: {
      note?: string
    }
    result: {
      version: number
      connection: {
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
        show_as_button?: boolean
        authentication: {
          active: boolean
        }
        connected_accounts: {
          active: boolean
        }
      }
      missing_configuration: string[]
    }
  }
  /** Get the draft of a connection’s scripts */
  'GET /api/v2/connections/{id}/draft': {
    params: {
      id: string
    }
    result: {
      exists: boolean
      revision: number
      parent_version: number
      live_version: number
      is_behind: boolean
      changed: {
        [name: string]: {
          lines_added: number
          lines_removed: number
        }
      }
      missing_configuration: string[]
      scripts: {
        [name: string]: string
      }
      saved_at?: string
      saved_by?: string
      saved_by_name?: string
    }
  }
  /** Save the draft */
  'PUT /api/v2/connections/{id}/draft': {
    params: {
      id: string
    }
    body: {
      scripts: {
        [name: string]: string
      }
      parent_version?: number
    }
    result: {
      exists: boolean
      revision: number
      parent_version: number
      live_version: number
      is_behind: boolean
      changed: {
        [name: string]: {
          lines_added: number
          lines_removed: number
        }
      }
      missing_configuration: string[]
      scripts: {
        [name: string]: string
      }
      saved_at?: string
      saved_by?: string
      saved_by_name?: string
    }
  }
  /** Throw the draft away */
  'DELETE /api/v2/connections/{id}/draft': {
    params: {
      id: string
    }
    result: undefined
  }
  /** List the keys of a connection’s configuration */
  'GET /api/v2/connections/{id}/configuration': {
    params: {
      id: string
    }
    result: {
      keys: {
        key: string
        secret: boolean
        proposed_plain: boolean
        set_at: string
        set_by: string
        set_by_name?: string
        used_by: string[]
      }[]
    }
  }
  /** Say which values of the configuration are secret, and which errors, logs and traces may show */
  'PATCH /api/v2/connections/{id}/configuration': {
    params: {
      id: string
    }
    body: {
      secret: {
        [name: string]: boolean
      }
    }
    result: undefined
  }
  /** Set one value of the configuration */
  'PUT /api/v2/connections/{id}/configuration/{key}': {
    params: {
      id: string
      key: string
    }
    body: {
      value: string
    }
    result: undefined
  }
  /** Remove one value of the configuration */
  'DELETE /api/v2/connections/{id}/configuration/{key}': {
    params: {
      id: string
      key: string
    }
    result: undefined
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
  /** Install the sample legacy store: 200 made-up people behind a connection in import mode */
  'POST /api/v2/sample-store': {
    body: {
      enabled_clients?: string[]
    }
    result: {
      connection_id: string
      connection: string
      people: number
      first_person: {
        email: string
        password: string
      }
    }
  }
  /** The sample legacy store */
  'GET /api/v2/sample-store': {
    result: {
      connection_id: string
      connection: string
      people: number
      first_person: {
        email: string
        password: string
      }
    }
  }
  /** Remove the sample legacy store, its connection and the users that came through it */
  'DELETE /api/v2/sample-store': {
    result: undefined
  }
  /** Get the limits of a run of a script */
  'GET /api/v2/script-limits': {
    result: {
      wall_ms: number
      cpu_ms: number
      kdf_cpu_ms: number
      entry_ms: number
      memory_mb: number
      source_bytes: number
      result_bytes: number
      log_bytes: number
      runs_per_connection: number
      runs_per_tenant: number
      test_runs_per_tenant: number
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
      store?: {
        dialect: 'mysql' | 'postgresql' | 'tsql' | 'oracle' | 'mongodb' | 'ldap'
        hash: string
        tables: {
          name: string
          columns: {
            name: string
            type: string
            becomes: string
            fixed?: true
          }[]
        }[]
      }
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
  /** Get a template with other names of tables and columns */
  'POST /api/v2/templates/{id}/rename': {
    params: {
      id: string
    }
    body: {
      tables: {
        [name: string]: {
          name?: string
          columns?: {
            [name: string]: string
          }
        }
      }
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
      store?: {
        dialect: 'mysql' | 'postgresql' | 'tsql' | 'oracle' | 'mongodb' | 'ldap'
        hash: string
        tables: {
          name: string
          columns: {
            name: string
            type: string
            becomes: string
            fixed?: true
          }[]
        }[]
      }
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
  /** List or search the tenant’s log */
  'GET /api/v2/logs': {
    query?: {
      page?: number
      per_page?: number
      include_totals?: 'true' | 'false'
      fields?: string
      include_fields?: 'true' | 'false'
      sort?: 'date:-1' | 'date:1'
      q?: string
      search?: string
      from?: string
      take?: number
    }
    result: {
      log_id?: string
      _id?: string
      date?: string
      type?: string
      description?: string
      connection?: string
      connection_id?: string
      client_id?: string
      client_name?: string
      ip?: string
      hostname?: string
      user_id?: string
      user_name?: string
      audience?: string
      scope?: string
      strategy?: string
      strategy_type?: string
      isMobile?: boolean
      user_agent?: string
      correlation_id?: string
      details?: {
        [name: string]: unknown
      }
    }[] | {
      start: number
      limit: number
      length: number
      total: number
      logs: {
        log_id?: string
        _id?: string
        date?: string
        type?: string
        description?: string
        connection?: string
        connection_id?: string
        client_id?: string
        client_name?: string
        ip?: string
        hostname?: string
        user_id?: string
        user_name?: string
        audience?: string
        scope?: string
        strategy?: string
        strategy_type?: string
        isMobile?: boolean
        user_agent?: string
        correlation_id?: string
        details?: {
          [name: string]: unknown
        }
      }[]
    }
  }
  /** Follow the tenant’s log (server-sent events: log, heartbeat) */
  'GET /api/v2/logs/stream': {
    query?: {
      q?: string
      from?: string
    }
    result: undefined
  }
  /** Get an entry of the log */
  'GET /api/v2/logs/{id}': {
    params: {
      id: string
    }
    query?: {
      fields?: string
      include_fields?: 'true' | 'false'
    }
    result: {
      log_id?: string
      _id?: string
      date?: string
      type?: string
      description?: string
      connection?: string
      connection_id?: string
      client_id?: string
      client_name?: string
      ip?: string
      hostname?: string
      user_id?: string
      user_name?: string
      audience?: string
      scope?: string
      strategy?: string
      strategy_type?: string
      isMobile?: boolean
      user_agent?: string
      correlation_id?: string
      details?: {
        [name: string]: unknown
      }
    }
  }
  /** Say how a user’s passwords are kept */
  'GET /api/v2/users/{id}/credentials': {
    params: {
      id: string
    }
    result: {
      credentials: {
        connection: string
        provider: string
        user_id: string
        password?: {
          algorithm: string
          memory_cost: number
          time_cost: number
          parallelism: number
        }
      }[]
    }
  }
  /** List a user’s entries of the log */
  'GET /api/v2/users/{id}/logs': {
    params: {
      id: string
    }
    query?: {
      page?: number
      per_page?: number
      include_totals?: 'true' | 'false'
      fields?: string
      include_fields?: 'true' | 'false'
      sort?: 'date:-1' | 'date:1'
    }
    result: {
      log_id?: string
      _id?: string
      date?: string
      type?: string
      description?: string
      connection?: string
      connection_id?: string
      client_id?: string
      client_name?: string
      ip?: string
      hostname?: string
      user_id?: string
      user_name?: string
      audience?: string
      scope?: string
      strategy?: string
      strategy_type?: string
      isMobile?: boolean
      user_agent?: string
      correlation_id?: string
      details?: {
        [name: string]: unknown
      }
    }[] | {
      start: number
      limit: number
      length: number
      total: number
      logs: {
        log_id?: string
        _id?: string
        date?: string
        type?: string
        description?: string
        connection?: string
        connection_id?: string
        client_id?: string
        client_name?: string
        ip?: string
        hostname?: string
        user_id?: string
        user_name?: string
        audience?: string
        scope?: string
        strategy?: string
        strategy_type?: string
        isMobile?: boolean
        user_agent?: string
        correlation_id?: string
        details?: {
          [name: string]: unknown
        }
      }[]
    }
  }
  /** Who is signed in to the dashboard */
  'GET /api/v2/session': {
    result: {
      member: {
        member_id: string
        email: string
        name?: string
        role: 'owner' | 'admin' | 'editor' | 'viewer' | 'support'
      }
      tenant: {
        name: string
      }
      tenants: {
        name: string
      }[]
      csrf_token: string
      docs_url: string
    }
  }
  /** Sign in to the dashboard */
  'POST /api/v2/session': {
    body: {
      email: string
      password: string
    }
    result: {
      member: {
        member_id: string
        email: string
        name?: string
        role: 'owner' | 'admin' | 'editor' | 'viewer' | 'support'
      }
      tenant: {
        name: string
      }
      tenants: {
        name: string
      }[]
      csrf_token: string
      docs_url: string
    }
  }
  /** Sign out of the dashboard */
  'DELETE /api/v2/session': {
    query?: {
      everywhere?: 'true' | 'false'
    }
    result: undefined
  }
  /** Change the own password */
  'POST /api/v2/session/password': {
    body: {
      current_password: string
      new_password: string
    }
    result: {
      member: {
        member_id: string
        email: string
        name?: string
        role: 'owner' | 'admin' | 'editor' | 'viewer' | 'support'
      }
      tenant: {
        name: string
      }
      tenants: {
        name: string
      }[]
      csrf_token: string
      docs_url: string
    }
  }
  /** Confirm who is signed in */
  'POST /api/v2/session/confirm': {
    body: {
      password: string
    }
    result: {
      member: {
        member_id: string
        email: string
        name?: string
        role: 'owner' | 'admin' | 'editor' | 'viewer' | 'support'
      }
      tenant: {
        name: string
      }
      tenants: {
        name: string
      }[]
      csrf_token: string
      docs_url: string
    }
  }
  /** Whether a set-up link is valid; without a token, whether one waits to be used */
  'GET /api/v2/setup': {
    query?: {
      token?: string
    }
    result: {
      needs_owner?: boolean
    }
  }
  /** Become the first owner of the dashboard */
  'POST /api/v2/setup': {
    body: {
      token: string
      email: string
      password: string
      name?: string
    }
    result: {
      member: {
        member_id: string
        email: string
        name?: string
        role: 'owner' | 'admin' | 'editor' | 'viewer' | 'support'
      }
      tenant: {
        name: string
      }
      tenants: {
        name: string
      }[]
      csrf_token: string
      docs_url: string
    }
  }
  /** List the members of the dashboard */
  'GET /api/v2/members': {
    result: ({
      member_id: string
      email: string
      name?: string
      role: 'owner' | 'admin' | 'editor' | 'viewer' | 'support'
      created_at: string
      updated_at: string
      last_login?: string
    })[]
  }
  /** Create a member of the dashboard */
  'POST /api/v2/members': {
    body: {
      email: string
      password: string
      name?: string
      role: 'owner' | 'admin' | 'editor' | 'viewer' | 'support'
    }
    result: {
      member_id: string
      email: string
      name?: string
      role: 'owner' | 'admin' | 'editor' | 'viewer' | 'support'
      created_at: string
      updated_at: string
      last_login?: string
    }
  }
  /** Change a member of the dashboard */
  'PATCH /api/v2/members/{id}': {
    params: {
      id: string
    }
    body: {
      name?: string | null
      role?: 'owner' | 'admin' | 'editor' | 'viewer' | 'support'
      password?: string
      member_id?: unknown
      email?: unknown
      created_at?: unknown
      updated_at?: unknown
      last_login?: unknown
    }
    result: {
      member_id: string
      email: string
      name?: string
      role: 'owner' | 'admin' | 'editor' | 'viewer' | 'support'
      created_at: string
      updated_at: string
      last_login?: string
    }
  }
  /** Remove a member of the dashboard */
  'DELETE /api/v2/members/{id}': {
    params: {
      id: string
    }
    result: undefined
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
      sort?: string
      search_engine?: 'v2' | 'v3'
      connection?: string
      blocked?: 'true' | 'false'
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
        profileData?: {
          [name: string]: unknown
        }
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
      migrated_version?: number
      made_by?: 'sign_up' | 'administrator' | 'legacy_login'
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
          profileData?: {
            [name: string]: unknown
          }
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
        migrated_version?: number
        made_by?: 'sign_up' | 'administrator' | 'legacy_login'
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
          profileData?: {
            [name: string]: unknown
          }
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
        migrated_version?: number
        made_by?: 'sign_up' | 'administrator' | 'legacy_login'
        [name: string]: unknown
      })[]
    }
  }
  /** Create a user */
  'POST /api/v2/users': {
    body: {
      name?: string
      given_name?: string
      family_name?: string
      nickname?: string
      picture?: string
      phone_number?: string
      connection: string
      email?: string
      username?: string
      password: string
      user_id?: string
      email_verified?: boolean
      phone_verified?: boolean
      verify_email?: boolean
      blocked?: boolean
      user_metadata?: {
        [name: string]: unknown
      }
      app_metadata?: {
        [name: string]: unknown
      }
      created_at?: unknown
      updated_at?: unknown
      identities?: unknown
      logins_count?: unknown
      last_ip?: unknown
      last_login?: unknown
      last_password_reset?: unknown
      multifactor?: unknown
      multifactor_last_modified?: unknown
      migrated_at?: unknown
      migrated_by?: unknown
      migrated_version?: unknown
      made_by?: unknown
    }
    result: {
      user_id: string
      email?: string
      email_verified: boolean
      username?: string
      name?: string
      nickname?: string
      picture?: string
      identities: {
        connection: string
        user_id: string
        provider: string
        isSocial: boolean
        profileData?: {
          [name: string]: unknown
        }
      }[]
      user_metadata?: {
        [name: string]: unknown
      }
      app_metadata?: {
        [name: string]: unknown
      }
      blocked?: boolean
      created_at: string
      updated_at: string
      last_login?: string
      last_ip?: string
      logins_count?: number
      last_password_reset?: string
      migrated_at?: string
      migrated_by?: 'login' | 'reset' | 'import'
      migrated_version?: number
      made_by?: 'sign_up' | 'administrator' | 'legacy_login'
      [name: string]: unknown
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
        profileData?: {
          [name: string]: unknown
        }
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
      migrated_version?: number
      made_by?: 'sign_up' | 'administrator' | 'legacy_login'
      [name: string]: unknown
    }
  }
  /** Change a user */
  'PATCH /api/v2/users/{id}': {
    params: {
      id: string
    }
    body: {
      name?: string | null
      given_name?: string | null
      family_name?: string | null
      nickname?: string | null
      picture?: string | null
      phone_number?: string | null
      phone_verified?: boolean | null
      connection?: string | null
      client_id?: string | null
      email?: string
      username?: string
      password?: string
      email_verified?: boolean | null
      verify_email?: boolean | null
      blocked?: boolean | null
      user_metadata?: {
        [name: string]: unknown
      } | null
      app_metadata?: {
        [name: string]: unknown
      } | null
      verify_phone_number?: unknown
      user_id?: unknown
      created_at?: unknown
      updated_at?: unknown
      identities?: unknown
      logins_count?: unknown
      last_ip?: unknown
      last_login?: unknown
      last_password_reset?: unknown
      multifactor?: unknown
      multifactor_last_modified?: unknown
      migrated_at?: unknown
      migrated_by?: unknown
      migrated_version?: unknown
      made_by?: unknown
    }
    result: {
      user_id: string
      email?: string
      email_verified: boolean
      username?: string
      name?: string
      nickname?: string
      picture?: string
      identities: {
        connection: string
        user_id: string
        provider: string
        isSocial: boolean
        profileData?: {
          [name: string]: unknown
        }
      }[]
      user_metadata?: {
        [name: string]: unknown
      }
      app_metadata?: {
        [name: string]: unknown
      }
      blocked?: boolean
      created_at: string
      updated_at: string
      last_login?: string
      last_ip?: string
      logins_count?: number
      last_password_reset?: string
      migrated_at?: string
      migrated_by?: 'login' | 'reset' | 'import'
      migrated_version?: number
      made_by?: 'sign_up' | 'administrator' | 'legacy_login'
      [name: string]: unknown
    }
  }
  /** Delete a user; in legacy mode the `delete` script first */
  'DELETE /api/v2/users/{id}': {
    params: {
      id: string
    }
    query?: {
      ferry_keep_away?: 'true' | 'false'
    }
    result: undefined
  }
  /** Link another user to this one */
  'POST /api/v2/users/{id}/identities': {
    params: {
      id: string
    }
    body: {
      provider?: 'auth0'
      user_id?: string
      connection_id?: string
      link_with?: string
    }
    result: {
      connection: string
      user_id: string
      provider: string
      isSocial: boolean
      profileData?: {
        [name: string]: unknown
      }
    }[]
  }
  /** Take a linked identity out of a user */
  'DELETE /api/v2/users/{id}/identities/{provider}/{user_id}': {
    params: {
      id: string
      provider: string
      user_id: string
    }
    result: {
      connection: string
      user_id: string
      provider: string
      isSocial: boolean
      profileData?: {
        [name: string]: unknown
      }
    }[]
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
        profileData?: {
          [name: string]: unknown
        }
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
      migrated_version?: number
      made_by?: 'sign_up' | 'administrator' | 'legacy_login'
      [name: string]: unknown
    })[]
  }
  /** List clients */
  'GET /api/v2/clients': {
    query?: {
      page?: number
      per_page?: number
      include_totals?: 'true' | 'false'
      take?: number
      from?: string
      fields?: string
      include_fields?: 'true' | 'false'
      is_global?: 'true' | 'false'
      app_type?: string
    }
    result: {
      client_id?: string
      name?: string
      tenant?: string
      global?: boolean
      is_first_party?: boolean
      app_type?: string
      grant_types?: string[]
      token_endpoint_auth_method?: string
      callbacks?: string[]
      allowed_logout_urls?: string[]
      web_origins?: string[]
      allowed_origins?: string[]
      refresh_token?: {
        rotation_type: string
        [name: string]: unknown
      }
      [name: string]: unknown
    }[] | {
      start: number
      limit: number
      length: number
      total: number
      clients: {
        client_id?: string
        name?: string
        tenant?: string
        global?: boolean
        is_first_party?: boolean
        app_type?: string
        grant_types?: string[]
        token_endpoint_auth_method?: string
        callbacks?: string[]
        allowed_logout_urls?: string[]
        web_origins?: string[]
        allowed_origins?: string[]
        refresh_token?: {
          rotation_type: string
          [name: string]: unknown
        }
        [name: string]: unknown
      }[]
    } | {
      next?: string
      clients: {
        client_id?: string
        name?: string
        tenant?: string
        global?: boolean
        is_first_party?: boolean
        app_type?: string
        grant_types?: string[]
        token_endpoint_auth_method?: string
        callbacks?: string[]
        allowed_logout_urls?: string[]
        web_origins?: string[]
        allowed_origins?: string[]
        refresh_token?: {
          rotation_type: string
          [name: string]: unknown
        }
        [name: string]: unknown
      }[]
    }
  }
  /** Create a client */
  'POST /api/v2/clients': {
    body: {
      name: string
      description?: string
      app_type?: 'native' | 'spa' | 'regular_web' | 'non_interactive'
      callbacks?: string[]
      allowed_logout_urls?: string[]
      web_origins?: string[]
      allowed_origins?: string[]
      grant_types?: string[]
      token_endpoint_auth_method?: 'none' | 'client_secret_post' | 'client_secret_basic'
      refresh_token?: {
        rotation_type?: 'rotating' | 'non-rotating'
        expiration_type?: 'expiring' | 'non-expiring'
        leeway?: number
        token_lifetime?: number
        idle_token_lifetime?: number
        infinite_token_lifetime?: boolean
        infinite_idle_token_lifetime?: boolean
        policies?: unknown
      }
      jwt_configuration?: {
        lifetime_in_seconds?: number | null
        alg?: unknown
        secret_encoded?: unknown
        scopes?: unknown
      }
      client_metadata?: {
        [name: string]: string | null
      }
      client_secret?: unknown
      is_first_party?: unknown
      third_party_security_mode?: unknown
      compliance_level?: unknown
      require_pushed_authorization_requests?: unknown
      require_proof_of_possession?: unknown
      redirection_policy?: unknown
      signed_request_object?: {
        required?: unknown
        credentials?: unknown
      }
      client_authentication_methods?: unknown
      jwks_uri?: unknown
      is_token_endpoint_ip_header_trusted?: unknown
      encryption_key?: unknown
      organization_usage?: unknown
      default_organization?: unknown
      token_quota?: unknown
      organization_require_behavior?: unknown
      organization_discovery_methods?: unknown
      my_organization_configuration?: unknown
      b2b_integration_configuration?: unknown
      par_request_expiry?: unknown
      oidc_logout?: unknown
      oidc_backchannel_logout?: unknown
      session_transfer?: unknown
      anonymous_sessions?: unknown
      logo_uri?: unknown
      initiate_login_uri?: unknown
      custom_login_page?: unknown
      custom_login_page_on?: unknown
      custom_login_page_preview?: unknown
      form_template?: unknown
      sso?: unknown
      sso_disabled?: unknown
      skip_non_verifiable_callback_uri_confirmation_prompt?: unknown
      cross_origin_authentication?: unknown
      cross_origin_loc?: unknown
      cross_origin_auth?: unknown
      oidc_conformant?: unknown
      addons?: unknown
      allowed_clients?: unknown
      client_aliases?: unknown
      mobile?: unknown
      native_social_login?: unknown
      fedcm_login?: unknown
      token_exchange?: unknown
      token_vault_privileged_access?: unknown
      identity_assertion_authorization_grant?: unknown
      resource_server_identifier?: unknown
      express_configuration?: unknown
      async_approval_notification_channels?: unknown
      external_client_id?: unknown
      external_metadata_type?: unknown
      external_metadata_created_by?: unknown
      callback_url_template?: unknown
      owners?: unknown
      client_id?: unknown
      tenant?: unknown
      global?: unknown
      signing_keys?: unknown
      created_at?: unknown
      updated_at?: unknown
    }
    result: {
      client_id: string
      name: string
      tenant: string
      global: boolean
      is_first_party: boolean
      app_type?: string
      grant_types: string[]
      token_endpoint_auth_method: string
      callbacks?: string[]
      allowed_logout_urls?: string[]
      web_origins?: string[]
      allowed_origins?: string[]
      refresh_token: {
        rotation_type: string
        [name: string]: unknown
      }
      client_secret?: string
      [name: string]: unknown
    }
  }
  /** Get a client */
  'GET /api/v2/clients/{id}': {
    params: {
      id: string
    }
    query?: {
      fields?: string
      include_fields?: 'true' | 'false'
    }
    result: {
      client_id?: string
      name?: string
      tenant?: string
      global?: boolean
      is_first_party?: boolean
      app_type?: string
      grant_types?: string[]
      token_endpoint_auth_method?: string
      callbacks?: string[]
      allowed_logout_urls?: string[]
      web_origins?: string[]
      allowed_origins?: string[]
      refresh_token?: {
        rotation_type: string
        [name: string]: unknown
      }
      [name: string]: unknown
    }
  }
  /** Change a client */
  'PATCH /api/v2/clients/{id}': {
    params: {
      id: string
    }
    body: {
      name?: string
      description?: string | null
      app_type?: 'native' | 'spa' | 'regular_web' | 'non_interactive' | null
      callbacks?: string[] | null
      allowed_logout_urls?: string[] | null
      web_origins?: string[] | null
      allowed_origins?: string[] | null
      grant_types?: string[] | null
      token_endpoint_auth_method?: 'none' | 'client_secret_post' | 'client_secret_basic' | null
      refresh_token?: {
        rotation_type?: 'rotating' | 'non-rotating'
        expiration_type?: 'expiring' | 'non-expiring'
        leeway?: number
        token_lifetime?: number
        idle_token_lifetime?: number
        infinite_token_lifetime?: boolean
        infinite_idle_token_lifetime?: boolean
        policies?: unknown
      } | null
      jwt_configuration?: {
        lifetime_in_seconds?: number | null
        alg?: unknown
        secret_encoded?: unknown
        scopes?: unknown
      } | null
      client_metadata?: {
        [name: string]: string | null
      } | null
      client_secret?: unknown
      is_first_party?: unknown
      third_party_security_mode?: unknown
      compliance_level?: unknown
      require_pushed_authorization_requests?: unknown
      require_proof_of_possession?: unknown
      redirection_policy?: unknown
      signed_request_object?: {
        required?: unknown
        credentials?: unknown
      }
      client_authentication_methods?: unknown
      jwks_uri?: unknown
      is_token_endpoint_ip_header_trusted?: unknown
      encryption_key?: unknown
      organization_usage?: unknown
      default_organization?: unknown
      token_quota?: unknown
      organization_require_behavior?: unknown
      organization_discovery_methods?: unknown
      my_organization_configuration?: unknown
      b2b_integration_configuration?: unknown
      par_request_expiry?: unknown
      oidc_logout?: unknown
      oidc_backchannel_logout?: unknown
      session_transfer?: unknown
      anonymous_sessions?: unknown
      logo_uri?: unknown
      initiate_login_uri?: unknown
      custom_login_page?: unknown
      custom_login_page_on?: unknown
      custom_login_page_preview?: unknown
      form_template?: unknown
      sso?: unknown
      sso_disabled?: unknown
      skip_non_verifiable_callback_uri_confirmation_prompt?: unknown
      cross_origin_authentication?: unknown
      cross_origin_loc?: unknown
      cross_origin_auth?: unknown
      oidc_conformant?: unknown
      addons?: unknown
      allowed_clients?: unknown
      client_aliases?: unknown
      mobile?: unknown
      native_social_login?: unknown
      fedcm_login?: unknown
      token_exchange?: unknown
      token_vault_privileged_access?: unknown
      identity_assertion_authorization_grant?: unknown
      resource_server_identifier?: unknown
      express_configuration?: unknown
      async_approval_notification_channels?: unknown
      external_client_id?: unknown
      external_metadata_type?: unknown
      external_metadata_created_by?: unknown
      callback_url_template?: unknown
      owners?: unknown
      client_id?: unknown
      tenant?: unknown
      global?: unknown
      signing_keys?: unknown
      created_at?: unknown
      updated_at?: unknown
    }
    result: {
      client_id: string
      name: string
      tenant: string
      global: boolean
      is_first_party: boolean
      app_type?: string
      grant_types: string[]
      token_endpoint_auth_method: string
      callbacks?: string[]
      allowed_logout_urls?: string[]
      web_origins?: string[]
      allowed_origins?: string[]
      refresh_token: {
        rotation_type: string
        [name: string]: unknown
      }
      client_secret?: string
      [name: string]: unknown
    }
  }
  /** Delete a client */
  'DELETE /api/v2/clients/{id}': {
    params: {
      id: string
    }
    result: undefined
  }
  /** Give a client a new secret */
  'POST /api/v2/clients/{id}/rotate-secret': {
    params: {
      id: string
    }
    body: { [name: string]: unknown }
    result: {
      client_id: string
      name: string
      tenant: string
      global: boolean
      is_first_party: boolean
      app_type?: string
      grant_types: string[]
      token_endpoint_auth_method: string
      callbacks?: string[]
      allowed_logout_urls?: string[]
      web_origins?: string[]
      allowed_origins?: string[]
      refresh_token: {
        rotation_type: string
        [name: string]: unknown
      }
      client_secret?: string
      [name: string]: unknown
    }
  }
  /** List what clients may ask for */
  'GET /api/v2/client-grants': {
    query?: {
      page?: number
      per_page?: number
      include_totals?: 'true' | 'false'
      take?: number
      from?: string
      client_id?: string
      audience?: string
    }
    result: {
      id: string
      client_id: string
      audience: string
      scope: string[]
      subject_type: 'client'
    }[] | {
      start: number
      limit: number
      length: number
      total: number
      client_grants: {
        id: string
        client_id: string
        audience: string
        scope: string[]
        subject_type: 'client'
      }[]
    } | {
      next?: string
      client_grants: {
        id: string
        client_id: string
        audience: string
        scope: string[]
        subject_type: 'client'
      }[]
    }
  }
  /** Let a client ask for scopes of an audience */
  'POST /api/v2/client-grants': {
    body: {
      client_id: string
      audience: string
      scope: string[]
      subject_type?: unknown
      organization_usage?: unknown
      allow_any_organization?: unknown
      allow_all_scopes?: unknown
      authorization_details_types?: unknown
      default_for?: unknown
      is_system?: unknown
      id?: unknown
    }
    result: {
      id: string
      client_id: string
      audience: string
      scope: string[]
      subject_type: 'client'
    }
  }
  /** Get what a client may ask for */
  'GET /api/v2/client-grants/{id}': {
    params: {
      id: string
    }
    result: {
      id: string
      client_id: string
      audience: string
      scope: string[]
      subject_type: 'client'
    }
  }
  /** Change what a client may ask for */
  'PATCH /api/v2/client-grants/{id}': {
    params: {
      id: string
    }
    body: {
      scope?: string[]
      client_id?: unknown
      audience?: unknown
      subject_type?: unknown
      organization_usage?: unknown
      allow_any_organization?: unknown
      allow_all_scopes?: unknown
      authorization_details_types?: unknown
      default_for?: unknown
      is_system?: unknown
      id?: unknown
    }
    result: {
      id: string
      client_id: string
      audience: string
      scope: string[]
      subject_type: 'client'
    }
  }
  /** Let a client ask for nothing of an audience any more */
  'DELETE /api/v2/client-grants/{id}': {
    params: {
      id: string
    }
    result: undefined
  }
  /** Get the settings of the tenant */
  'GET /api/v2/tenants/settings': {
    result: {
      friendly_name?: string
      picture_url?: string
      support_email?: string
      support_url?: string
      default_directory?: string
      default_audience?: string
      session_lifetime: number
      idle_session_lifetime: number
      flags: {
        enable_public_signup_user_exists_error: boolean
        [name: string]: unknown
      }
      ferry_recent_sign_in: boolean
      [name: string]: unknown
    }
  }
  /** Change settings of the tenant */
  'PATCH /api/v2/tenants/settings': {
    body: {
      friendly_name?: string | null | ''
      picture_url?: string | null | ''
      support_email?: string | null | ''
      support_url?: string | null | ''
      default_directory?: string | null | ''
      default_audience?: string | null | ''
      session_lifetime?: number | null
      idle_session_lifetime?: number | null
      flags?: {
        enable_public_signup_user_exists_error?: unknown
        revoke_refresh_token_grant?: unknown
        require_signed_request_object?: unknown
        require_pushed_authorization_requests?: unknown
        enforce_client_authentication_on_passwordless_start?: unknown
        improved_signup_bot_detection_in_classic?: unknown
        change_pwd_flow_v1?: unknown
        disable_impersonation?: unknown
        enable_legacy_profile?: unknown
        enable_idtoken_api2?: unknown
        allow_legacy_delegation_grant_types?: unknown
        allow_legacy_ro_grant_types?: unknown
        enable_pipeline2?: unknown
        allow_legacy_tokeninfo_endpoint?: unknown
        disable_fields_map_fix?: unknown
        disable_clickjack_protection_headers?: unknown
        enable_client_connections?: unknown
        enable_sso?: unknown
        allow_changing_enable_sso?: unknown
        enable_apis_section?: unknown
        dashboard_log_streams_next?: unknown
        dashboard_insights_view?: unknown
        genai_trial?: unknown
        no_disclose_enterprise_connections?: unknown
        enable_adfs_waad_email_verification?: unknown
        trust_azure_adfs_email_verified_connection_property?: unknown
        mfa_show_factor_list_on_enrollment?: unknown
        enable_dynamic_client_registration?: unknown
        disable_management_api_sms_obfuscation?: unknown
        custom_domains_provisioning?: unknown
        enable_custom_domain_in_emails?: unknown
        local_resource_discovery?: unknown
        remove_alg_from_jwks?: unknown
      } | null
      ferry_recent_sign_in?: boolean | null
      security_headers?: unknown
      default_token_quota?: unknown
      pushed_authorization_requests_supported?: unknown
      authorization_response_iss_parameter_supported?: unknown
      mtls?: {
        enable_endpoint_aliases?: unknown
      }
      dynamic_client_registration_security_mode?: unknown
      country_codes?: unknown
      session_lifetime_in_minutes?: unknown
      idle_session_lifetime_in_minutes?: unknown
      ephemeral_session_lifetime?: unknown
      session_cookie?: unknown
      sessions?: unknown
      idle_ephemeral_session_lifetime?: unknown
      ephemeral_session_lifetime_in_minutes?: unknown
      oidc_logout?: unknown
      idle_ephemeral_session_lifetime_in_minutes?: unknown
      allowed_logout_urls?: unknown
      change_password?: unknown
      guardian_mfa_page?: unknown
      error_page?: unknown
      enabled_locales?: unknown
      default_redirection_uri?: unknown
      skip_non_verifiable_callback_uri_confirmation_prompt?: unknown
      sandbox_version?: unknown
      legacy_sandbox_version?: unknown
      device_flow?: unknown
      customize_mfa_in_postlogin_action?: unknown
      acr_values_supported?: unknown
      enable_ai_guide?: unknown
      allow_organization_name_in_authentication_api?: unknown
      phone_consolidated_experience?: unknown
      resource_parameter_profile?: unknown
      client_id_metadata_document_supported?: unknown
      include_session_metadata_in_tenant_logs?: unknown
      sandbox_versions_available?: unknown
    }
    result: {
      friendly_name?: string
      picture_url?: string
      support_email?: string
      support_url?: string
      default_directory?: string
      default_audience?: string
      session_lifetime: number
      idle_session_lifetime: number
      flags: {
        enable_public_signup_user_exists_error: boolean
        [name: string]: unknown
      }
      ferry_recent_sign_in: boolean
      [name: string]: unknown
    }
  }
  /** Get how pages and mails look */
  'GET /api/v2/branding': {
    result: {
      colors?: {
        primary?: string
        page_background?: string
      }
      logo_url?: string
      favicon_url?: string
      [name: string]: unknown
    }
  }
  /** Change how pages and mails look */
  'PATCH /api/v2/branding': {
    body: {
      colors?: {
        primary?: string | null
        page_background?: string | null
      } | null
      logo_url?: string | null | ''
      favicon_url?: string | null | ''
      font?: unknown
      identifiers?: unknown
    }
    result: {
      colors?: {
        primary?: string
        page_background?: string
      }
      logo_url?: string
      favicon_url?: string
      [name: string]: unknown
    }
  }
  /** List actions: always empty */
  'GET /api/v2/actions/actions': {
    query?: {
      page?: number
      per_page?: number
    }
    result: {
      actions: unknown[]
      total: number
      page: number
      per_page: number
    }
  }
  /** List all tenants of this installation */
  'GET /api/v2/operator/tenants': {
    result: {
      tenants: {
        name: string
        public_url: string
        created_at: string
      }[]
    }
  }
  /** Create a tenant with its first client */
  'POST /api/v2/operator/tenants': {
    body: {
      name: string
    }
    result: {
      name: string
      public_url: string
      created_at: string
      client_id: string
      client_secret: string
    }
  }
  /** Delete a tenant and everything that it owns */
  'DELETE /api/v2/operator/tenants/{name}': {
    params: {
      name: string
    }
    result: undefined
  }
  /** Create a link to set a new password */
  'POST /api/v2/tickets/password-change': {
    body: {
      result_url?: string
      ttl_sec?: number
      includeEmailInRedirect?: boolean
      client_id?: string
      identity?: {
        user_id: string
        provider: string
        connection_id?: string
      }
      user_id?: string
      connection_id?: string
      email?: string
      mark_email_as_verified?: boolean
      organization_id?: unknown
    }
    result: {
      ticket: string
    }
  }
  /** Create a link to confirm an e-mail address */
  'POST /api/v2/tickets/email-verification': {
    body: {
      result_url?: string
      ttl_sec?: number
      includeEmailInRedirect?: boolean
      client_id?: string
      identity?: {
        user_id: string
        provider: string
        connection_id?: string
      }
      user_id: string
      organization_id?: unknown
    }
    result: {
      ticket: string
    }
  }
  /** Send a verification mail */
  'POST /api/v2/jobs/verification-email': {
    body: {
      user_id: string
      client_id?: string
      identity?: {
        user_id: string
        provider: string
        connection_id?: string
      }
      organization_id?: unknown
    }
    result: {
      id: string
      type: string
      status: 'pending' | 'processing' | 'completed' | 'failed'
      created_at: string
      connection_id?: string
      connection?: string
    }
  }
  /** Get a job */
  'GET /api/v2/jobs/{id}': {
    params: {
      id: string
    }
    result: {
      id: string
      type: string
      status: 'pending' | 'processing' | 'completed' | 'failed'
      created_at: string
      connection_id?: string
      connection?: string
    }
  }
  /** Get a mail template of one’s own */
  'GET /api/v2/email-templates/{name}': {
    params: {
      name: string
    }
    result: {
      from?: string
      resultUrl?: string
      includeEmailInRedirect?: boolean
      urlLifetimeInSeconds?: number
      template?: string
      enabled: boolean
      subject: string
      body: string
      text?: string
      syntax: 'liquid'
    }
  }
  /** Set a mail template of one’s own */
  'PUT /api/v2/email-templates/{name}': {
    params: {
      name: string
    }
    body: {
      from?: string
      resultUrl?: string
      includeEmailInRedirect?: boolean
      urlLifetimeInSeconds?: number
      template?: string
      enabled?: boolean
      subject: string
      body: string
      text?: string
      syntax?: 'liquid'
    }
    result: {
      from?: string
      resultUrl?: string
      includeEmailInRedirect?: boolean
      urlLifetimeInSeconds?: number
      template?: string
      enabled: boolean
      subject: string
      body: string
      text?: string
      syntax: 'liquid'
    }
  }
  /** List blocks by identifier */
  'GET /api/v2/user-blocks': {
    query: {
      identifier: string
    }
    result: {
      blocked_for: {
        identifier: string
        ip?: string
        connection: string
      }[]
    }
  }
  /** Lift blocks by identifier */
  'DELETE /api/v2/user-blocks': {
    query: {
      identifier: string
    }
    result: undefined
  }
  /** List the blocks of a user */
  'GET /api/v2/user-blocks/{id}': {
    params: {
      id: string
    }
    result: {
      blocked_for: {
        identifier: string
        ip?: string
        connection: string
      }[]
    }
  }
  /** Lift the blocks of a user */
  'DELETE /api/v2/user-blocks/{id}': {
    params: {
      id: string
    }
    result: undefined
  }
  /** Get the settings of brute-force protection */
  'GET /api/v2/attack-protection/brute-force-protection': {
    result: {
      enabled: boolean
      shields: ('block' | 'user_notification')[]
      mode: 'count_per_identifier_and_ip' | 'count_per_identifier'
      allowlist: string[]
      max_attempts: number
    }
  }
  /** Change the settings of brute-force protection */
  'PATCH /api/v2/attack-protection/brute-force-protection': {
    body: {
      enabled?: boolean | null
      shields?: ('block' | 'user_notification')[] | null
      mode?: 'count_per_identifier_and_ip' | 'count_per_identifier' | null
      allowlist?: string[] | null
      max_attempts?: number | null
    }
    result: {
      enabled: boolean
      shields: ('block' | 'user_notification')[]
      mode: 'count_per_identifier_and_ip' | 'count_per_identifier'
      allowlist: string[]
      max_attempts: number
    }
  }
  /** Get the settings of suspicious-IP throttling */
  'GET /api/v2/attack-protection/suspicious-ip-throttling': {
    result: {
      enabled: boolean
      shields: ('block' | 'admin_notification')[]
      allowlist: string[]
      stage: {
        "pre-login": {
          max_attempts: number
          rate: number
        }
        "pre-user-registration": {
          max_attempts: number
          rate: number
        }
        "pre-custom-token-exchange"?: {
          max_attempts: number
          rate: number
        }
      }
    }
  }
  /** Change the settings of suspicious-IP throttling */
  'PATCH /api/v2/attack-protection/suspicious-ip-throttling': {
    body: {
      enabled?: boolean | null
      shields?: ('block' | 'admin_notification')[] | null
      allowlist?: string[] | null
      stage?: {
        "pre-login"?: {
          max_attempts: number
          rate: number
        } | null
        "pre-user-registration"?: {
          max_attempts: number
          rate: number
        } | null
        "pre-custom-token-exchange"?: {
          max_attempts: number
          rate: number
        } | null
      } | null
    }
    result: {
      enabled: boolean
      shields: ('block' | 'admin_notification')[]
      allowlist: string[]
      stage: {
        "pre-login": {
          max_attempts: number
          rate: number
        }
        "pre-user-registration": {
          max_attempts: number
          rate: number
        }
        "pre-custom-token-exchange"?: {
          max_attempts: number
          rate: number
        }
      }
    }
  }
  /** This description (OpenAPI 3.1) */
  'GET /openapi.json': {
    result: {
      openapi: string
      [name: string]: unknown
    }
  }
}
