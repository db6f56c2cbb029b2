/** PostgreSQL, version 7. */
declare module 'pg@7' {
  export { Client, defaults, Pool, types } from 'pg'
}
