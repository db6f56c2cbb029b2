/** The fetch of browsers, version 2, as most published scripts use it. */
declare module 'node-fetch@2' {
  interface Init {
    method?: string
    headers?: { [name: string]: string }
    body?: string | Uint8Array | URLSearchParams | object
    /** Milliseconds. */
    timeout?: number
    signal?: AbortSignal
    agent?: object
    redirect?: 'follow' | 'manual' | 'error'
  }
  interface Answer {
    readonly ok: boolean
    readonly status: number
    readonly statusText: string
    readonly url: string
    readonly headers: { get(name: string): string | null; has(name: string): boolean }
    json(): Promise<any>
    text(): Promise<string>
    buffer(): Promise<Uint8Array>
    arrayBuffer(): Promise<ArrayBuffer>
  }

  /** The module is a function. */
  function fetch(url: string | URL, init?: Init): Promise<Answer>
  namespace fetch {
    export function Headers(init?: object): any
    export function Request(url: string, init?: Init): any
    export function Response(body?: unknown, init?: object): any
  }
  export = fetch
}
