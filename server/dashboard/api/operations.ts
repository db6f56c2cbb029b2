/** What each operation of the API takes and answers, by `METHOD /path`. @module */
import type { paths } from './schema.ts'

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** `GET /api/v2/users/{id}` and so on. */
type Name = {
  [Path in keyof paths]: {
    [M in Method]: paths[Path][M] extends { responses: unknown } ? `${Uppercase<M>} ${Path}` : never
  }[Method]
}[keyof paths]

type ParamsOf<T> = T extends { parameters: { path: infer Params } } ? { params: Params } : unknown
type QueryOf<T> = T extends { parameters: { query: infer Query } }
  ? { query: Query }
  : T extends { parameters: { query?: infer Query } }
    ? [Query] extends [undefined]
      ? unknown
      : { query?: Query }
    : unknown
type BodyOf<T> = T extends { requestBody: { content: { 'application/json': infer Body } } }
  ? { body: Body }
  : unknown
type ResultOf<T> = T extends { responses: { [status: number]: { content: { 'application/json': infer Result } } } }
  ? { result: Result }
  : { result: undefined }

/** What each operation takes and answers. */
export type Operations = {
  [N in Name]: N extends `${infer M} ${infer Path extends keyof paths & string}`
    ? ParamsOf<paths[Path][Lowercase<M> & Method]> &
        QueryOf<paths[Path][Lowercase<M> & Method]> &
        BodyOf<paths[Path][Lowercase<M> & Method]> &
        ResultOf<paths[Path][Lowercase<M> & Method]>
    : never
}
