/** SQL Server and Azure SQL, version 11. Call `connect`. */
declare module 'tedious@11' {
  export * from 'tedious'
}
