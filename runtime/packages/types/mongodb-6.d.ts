/** MongoDB, version 6: promises only. */
declare module 'mongodb@6' {
  export * from 'mongodb'
}
