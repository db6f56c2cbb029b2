/** Rules for names of APIs and for scopes. A test compares them with the server's. @module */

/** @returns whether the API accepts the text as the name of an API */
export function isName(name: string): boolean {
  return name.trim() !== '' && name.trim().length <= 200 && !/[<>]/.test(name)
}

/** @returns whether the API accepts the text as a scope (RFC 6749, 3.3) */
export function isScope(scope: string): boolean {
  return /^[\x21\x23-\x5b\x5d-\x7e]{1,280}$/.test(scope)
}
