/** `request` with native promises: the body, or the whole answer with `resolveWithFullResponse`. @deprecated use `fetch` */
declare module 'request-promise-native' {
  interface Options {
    uri?: string
    url?: string
    method?: string
    headers?: { [name: string]: string }
    qs?: object
    form?: object
    body?: unknown
    json?: boolean | object
    auth?: { user?: string; pass?: string; bearer?: string }
    timeout?: number
    /** Else an answer of 400 and above rejects with a StatusCodeError. */
    simple?: boolean
    resolveWithFullResponse?: boolean
  }

  /** The module is a function. */
  function request(options: string | Options): Promise<any>
  namespace request {
    export function get(options: string | Options): Promise<any>
    export function post(options: string | Options): Promise<any>
    export function put(options: string | Options): Promise<any>
    export function patch(options: string | Options): Promise<any>
    export function del(options: string | Options): Promise<any>
    export function defaults(options: Options): typeof request
  }
  export = request
}
