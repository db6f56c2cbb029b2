import { describeMariaDb } from '../support/mariadb.ts'
import { CONNECTING, MYSQL_SCRIPTS, SLEEPING, THROWING } from './legacy-scripts.ts'
import { testLegacyServer } from './legacy-suite.ts'

describeMariaDb('users of a MariaDB', (mariadb) => {
  testLegacyServer(mariadb, {
    insert_user: 'insert into users (id, nickname, email, password) values (?, ?, ?, ?)',
    sleepers: "select id from information_schema.processlist where info = 'select sleep(60)'",
    scripts: MYSQL_SCRIPTS,
    connecting: { mysql: CONNECTING.mysql, mysql2: CONNECTING.mysql2 },
    sleeping: { mysql: SLEEPING.mysql, mysql2: SLEEPING.mysql2 },
    throwing: { mysql: THROWING.mysql, mysql2: THROWING.mysql2 },
  })
})
