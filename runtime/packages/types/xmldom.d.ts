/** The DOM of XML. */
declare module '@xmldom/xmldom' {
  export class DOMParser {
    constructor(options?: { onError?: (level: string, message: string) => void })
    parseFromString(text: string, type: 'text/xml' | 'text/html'): any
  }
  export class XMLSerializer {
    serializeToString(node: any): string
  }
  export class DOMImplementation {
    createDocument(namespace: string | null, name: string): any
  }
}

/** The same under the name that it had. */
declare module 'xmldom' {
  export * from '@xmldom/xmldom'
}
