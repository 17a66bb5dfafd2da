// Answers with the bytes of files and does nothing else: no answer over node:http costs less. Started by fork()
// with the paths of the files; sends its port to the parent.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const bodies = process.argv.slice(2).map((path) => readFileSync(path));
const server = createServer((request, answer) => {
  const body = bodies[Number(request.url?.slice(1))] ?? Buffer.alloc(0);
  answer.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-length": body.length,
  });
  answer.end(body);
});
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());
