/** Callbacks in order; the calls that scripts use. All of async 3 is there. */
declare module 'async' {
  type Callback = (error?: any, ...results: any[]) => void
  type Task = (callback: Callback) => void

  export function series(tasks: Task[] | { [name: string]: Task }, callback?: Callback): Promise<any>
  export function parallel(tasks: Task[] | { [name: string]: Task }, callback?: Callback): Promise<any>
  export function waterfall(tasks: ((...args: any[]) => void)[], callback?: Callback): Promise<any>
  export function each(
    list: any,
    work: (item: any, callback: Callback) => void,
    callback?: Callback,
  ): Promise<void>
  export function eachSeries(
    list: any,
    work: (item: any, callback: Callback) => void,
    callback?: Callback,
  ): Promise<void>
  export function map(
    list: any,
    work: (item: any, callback: Callback) => void,
    callback?: Callback,
  ): Promise<any[]>
  export function auto(tasks: object, callback?: Callback): Promise<any>
  export function retry(times: number, task: Task, callback?: Callback): Promise<any>
  export function timeout(work: (...args: any[]) => void, after_ms: number): (...args: any[]) => void
}
