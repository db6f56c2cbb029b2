/** Bodies of multipart/form-data. */
declare module 'form-data' {
  /** @made new it() */
  interface FormData {
    append(name: string, value: unknown, options?: object | string): void
    getHeaders(more?: object): { [name: string]: string }
    getBuffer(): Uint8Array
    getBoundary(): string
  }

  /** The module is a class. */
  const FormData: { new (options?: object): FormData }
  export = FormData
}
