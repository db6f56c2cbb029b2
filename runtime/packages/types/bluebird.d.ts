/** Promises of before there were promises. */
declare module 'bluebird' {
  interface Bluebird<Value = any> extends PromiseLike<Value> {
    catch(...handlers: any[]): Bluebird
    finally(work: () => any): Bluebird<Value>
    tap(work: (value: Value) => any): Bluebird<Value>
    timeout(limit_ms: number, message?: string): Bluebird<Value>
    asCallback(callback: (error: any, value: Value) => void): Bluebird<Value>
    spread(work: (...values: any[]) => any): Bluebird
  }

  /** The module is a class. */
  function Bluebird<Value = any>(
    work: (resolve: (value?: any) => void, reject: (reason?: any) => void) => void,
  ): Bluebird<Value>
  namespace Bluebird {
    export function resolve(value?: unknown): Bluebird
    export function reject(reason?: unknown): Bluebird
    export function all(values: any): Bluebird<any[]>
    export function map(values: any, work: any, options?: { concurrency?: number }): Bluebird<any[]>
    export function each(values: any, work: any): Bluebird<any[]>
    export function delay(time_ms: number, value?: unknown): Bluebird
    export function promisify(work: any, options?: object): (...args: any[]) => Bluebird
    export function promisifyAll(object: any, options?: object): any
  }
  export = Bluebird
}
