/** HTTP with promises. */
declare module 'axios' {
  interface Config {
    url?: string
    method?: string
    baseURL?: string
    headers?: { [name: string]: string }
    params?: { [name: string]: unknown }
    data?: unknown
    auth?: { username: string; password: string }
    timeout?: number
    responseType?: 'json' | 'text' | 'arraybuffer'
    maxRedirects?: number
    validateStatus?: (status: number) => boolean
  }
  interface Response<Data = any> {
    data: Data
    status: number
    headers: { [name: string]: string }
  }
  export class AxiosError extends Error {
    code?: string
    response?: Response
  }
  export function get<Data = any>(url: string, config?: Config): Promise<Response<Data>>
  export function post<Data = any>(url: string, data?: unknown, config?: Config): Promise<Response<Data>>
  export function put<Data = any>(url: string, data?: unknown, config?: Config): Promise<Response<Data>>
  export function patch<Data = any>(url: string, data?: unknown, config?: Config): Promise<Response<Data>>
  export function request<Data = any>(config: Config): Promise<Response<Data>>
  export function create(config?: Config): typeof import('axios')
  export function isAxiosError(error: unknown): error is AxiosError
}
