// runtime: module_not_available · login: 400 module_not_available
function login(email, password, callback) {
  const fs = require('fs')
  callback(null, { user_id: '1', email, hosts: fs.readFileSync('/etc/hosts', 'utf8') })
}
