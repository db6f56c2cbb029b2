/** XPath on the DOM of xmldom. */
declare module 'xpath' {
  export function select(expression: string, node: any): any
  export function select1(expression: string, node: any): any
  export function evaluate(expression: string, node: any, resolver: any, type: number, result: any): any
  export function useNamespaces(namespaces: {
    [prefix: string]: string
  }): (expression: string, node: any) => any
  export function parse(expression: string): any
}
