/** The store as the rest of the server knows it: types and errors, and no way to open one. @module */
export * from './contract/index.ts'
