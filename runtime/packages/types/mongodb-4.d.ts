/** MongoDB, version 4: promises, or a callback as the last argument. */
declare module 'mongodb@4' {
  export * from 'mongodb'
}
