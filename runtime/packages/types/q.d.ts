/** Promises of before there were promises. */
declare module 'q' {
  interface Deferred<Value = any> {
    promise: Promise<Value>
    resolve(value?: Value): void
    reject(reason?: unknown): void
  }
  interface Promise<Value = any> extends PromiseLike<Value> {
    fail(work: (error: any) => any): Promise
    finally(work: () => any): Promise<Value>
    done(work?: (value: Value) => any): void
    nodeify(callback: (error: any, value: Value) => void): Promise<Value>
  }
  export function defer<Value = any>(): Deferred<Value>
  export function all(promises: any[]): Promise<any[]>
  export function reject(reason?: unknown): Promise
  export function resolve<Value>(value?: Value): Promise<Value>
  export function delay(time_ms: number): Promise<void>
  export function nfcall(work: (...args: any[]) => any, ...args: any[]): Promise
  export function nfapply(work: (...args: any[]) => any, args: any[]): Promise
  export function ninvoke(object: any, method: string, ...args: any[]): Promise
  export function denodeify(work: (...args: any[]) => any): (...args: any[]) => Promise
  export function fcall(work: (...args: any[]) => any, ...args: any[]): Promise
}
