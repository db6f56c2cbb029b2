// runtime: value · login: 200
function login(email, password, callback) {
  JSON.stringify = () => '{"user_id":"somebody else"}'
  Array.prototype.map = () => []
  Promise.prototype.then = () => undefined
  Object.prototype.toString = () => 'polluted'
  callback(null, { user_id: 'first of poisoned-built-ins', email })
}
