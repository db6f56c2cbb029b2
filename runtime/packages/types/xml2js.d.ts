/** XML to objects and back. */
declare module 'xml2js' {
  interface Options {
    explicitArray?: boolean
    ignoreAttrs?: boolean
    mergeAttrs?: boolean
    explicitRoot?: boolean
    trim?: boolean
  }
  type Callback = (error: Error | null, result: any) => void
  export function parseString(xml: string, callback: Callback): void
  export function parseString(xml: string, options: Options, callback: Callback): void
  export function parseStringPromise(xml: string, options?: Options): Promise<any>
  export class Parser {
    constructor(options?: Options)
    parseString(xml: string, callback: Callback): void
    parseStringPromise(xml: string): Promise<any>
  }
  export class Builder {
    constructor(options?: object)
    buildObject(object: any): string
  }
}
