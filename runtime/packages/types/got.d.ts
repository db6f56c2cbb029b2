/** HTTP with promises, version 11: the last that can be required. */
declare module 'got' {
  interface Options {
    method?: string
    headers?: { [name: string]: string }
    json?: unknown
    form?: object
    body?: string | Uint8Array
    searchParams?: string | object
    responseType?: 'text' | 'json' | 'buffer'
    timeout?: number | object
    retry?: number | object
    throwHttpErrors?: boolean
    username?: string
    password?: string
    followRedirect?: boolean
  }
  interface Answer {
    statusCode: number
    headers: { [name: string]: string }
    body: any
  }
  interface Request extends Promise<Answer> {
    json(): Promise<any>
    text(): Promise<string>
    buffer(): Promise<Uint8Array>
  }

  /** The module is a function. */
  function got(url: string, options?: Options): Request
  namespace got {
    export function get(url: string, options?: Options): Request
    export function post(url: string, options?: Options): Request
    export function put(url: string, options?: Options): Request
    export function patch(url: string, options?: Options): Request
    export function head(url: string, options?: Options): Request
    export function extend(options: Options): typeof got
  }
  export = got
}
