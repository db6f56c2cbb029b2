/** MongoDB, version 5: promises only. */
declare module 'mongodb@5' {
  export * from 'mongodb'
}
