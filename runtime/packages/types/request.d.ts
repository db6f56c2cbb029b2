/** HTTP with callbacks. @deprecated use `fetch` */
declare module 'request' {
  interface Options {
    url?: string
    uri?: string
    method?: string
    headers?: { [name: string]: string }
    qs?: { [name: string]: unknown }
    body?: string | Uint8Array
    form?: { [name: string]: unknown } | string
    /** Sends an object and parses the answer. */
    json?: boolean | object
    auth?: { user?: string; pass?: string; bearer?: string; sendImmediately?: boolean }
    timeout?: number
    followRedirect?: boolean
    encoding?: null | string
    strictSSL?: boolean
    ca?: string
  }
  type Callback = (
    error: Error | null,
    response: { statusCode: number; headers: { [name: string]: string }; body: any },
    body: any,
  ) => void

  /** The module is a function. */
  function request(options: string | Options, callback?: Callback): object
  namespace request {
    export function get(options: string | Options, callback?: Callback): object
    export function post(options: string | Options, callback?: Callback): object
    export function put(options: string | Options, callback?: Callback): object
    export function patch(options: string | Options, callback?: Callback): object
    export function del(options: string | Options, callback?: Callback): object
    export function head(options: string | Options, callback?: Callback): object
    export function defaults(options: Options): typeof request
    export function jar(): object
  }
  export = request
}
