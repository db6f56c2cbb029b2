// runtime: invalid_profile · login: 400 invalid_profile
function login(email, password, callback) {
  let graph = {}
  for (let level = 0; level < 40; level++) graph = { left: graph, right: graph }
  callback(null, { user_id: '1', email, graph })
}
