// runtime: module_not_available · login: 400 module_not_available
function login(email, password, callback) {
  require('child_process').exec('id', (error, stdout) => callback(error, { user_id: stdout, email }))
}
