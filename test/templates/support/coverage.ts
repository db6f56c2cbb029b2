/** What each template's scripts run against, in CI and elsewhere: the tests take it from here, and so does the README. @module */

/** How real a template's store is. */
export interface Coverage {
  id: string
  /** `real`: the product. `double`: ours, behind the unmocked driver. `stub`: in place of the driver. `none`: no store. */
  kind: 'real' | 'double' | 'stub' | 'none'
  /** What runs in CI. */
  against: string
  /** Environment variable with the address of a real server to run against instead. */
  instead?: string
}

const SQL_SERVER = 'our TDS 7.4 double over SQLite, `test/support/tds-double`'

/** Services that nobody can run. */
const HOSTED = ['auth0', 'cognito', 'firebase', 'supabase', 'keycloak', 'okta', 'entra', 'openid-password']

/** In the order of the list of templates. */
export const COVERAGE: readonly Coverage[] = [
  { id: 'mysql', kind: 'real', against: 'MariaDB', instead: 'FERRY_TEST_MYSQL_URL' },
  { id: 'postgresql', kind: 'real', against: 'PostgreSQL' },
  {
    id: 'mongodb',
    kind: 'double',
    against: 'our wire-protocol double, `test/support/mongo-double`',
    instead: 'FERRY_TEST_MONGODB_URL',
  },
  { id: 'sqlserver', kind: 'double', against: SQL_SERVER, instead: 'FERRY_TEST_MSSQL_URL' },
  {
    id: 'azure-sql',
    kind: 'double',
    against: `${SQL_SERVER}, with TLS`,
    instead: 'FERRY_TEST_MSSQL_URL',
  },
  {
    id: 'oracle',
    kind: 'stub',
    against: 'our stand-in for `oracledb`, `test/support/oracle-stub`; the real driver meets a closed port',
    instead: 'FERRY_TEST_ORACLE_URL',
  },
  ...['wordpress', 'drupal-7', 'drupal-10', 'laravel'].map((id) => ({
    id,
    kind: 'real' as const,
    against: 'MariaDB',
  })),
  ...['django', 'rails-devise'].map((id) => ({ id, kind: 'real' as const, against: 'PostgreSQL' })),
  { id: 'aspnet-membership', kind: 'double', against: SQL_SERVER, instead: 'FERRY_TEST_MSSQL_URL' },
  { id: 'aspnet-simple-membership', kind: 'double', against: SQL_SERVER, instead: 'FERRY_TEST_MSSQL_URL' },
  { id: 'aspnet-identity', kind: 'double', against: SQL_SERVER, instead: 'FERRY_TEST_MSSQL_URL' },
  ...HOSTED.map((id) => ({
    id,
    kind: 'double' as const,
    against: 'a double by its documented answers, `test/templates/hosted`',
  })),
  { id: 'basic-auth-service', kind: 'double', against: 'a web service of the test’s own' },
  { id: 'json-service', kind: 'double', against: 'a web service of the test’s own' },
  { id: 'ldap', kind: 'real', against: 'OpenLDAP' },
  { id: 'blank', kind: 'none', against: 'nothing: its scripts only say what to implement' },
]
