/** HTTP as a chain of calls. */
declare module 'superagent' {
  interface Answer {
    status: number
    ok: boolean
    body: any
    text: string
    headers: { [name: string]: string }
  }
  interface Request extends PromiseLike<Answer> {
    set(name: string | object, value?: string): this
    query(value: string | object): this
    send(body?: string | object): this
    type(type: string): this
    accept(type: string): this
    auth(user: string, password?: string, options?: object): this
    timeout(limit: number | { response?: number; deadline?: number }): this
    retry(times: number): this
    end(callback: (error: any, answer: Answer) => void): void
  }

  /** The module is a function. */
  function superagent(method: string, url: string): Request
  namespace superagent {
    export function get(url: string, data?: unknown): Request
    export function post(url: string, data?: unknown): Request
    export function put(url: string, data?: unknown): Request
    export function patch(url: string, data?: unknown): Request
    export function del(url: string, data?: unknown): Request
    export function head(url: string, data?: unknown): Request
  }
  export = superagent
}
