/** The fetch of browsers; requiring it also sets the global of that name where there is none. */
declare module 'isomorphic-fetch' {
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
  export = fetch
}
