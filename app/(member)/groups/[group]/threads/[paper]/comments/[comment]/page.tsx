export { ThreadScreen as default, threadMetadata as generateMetadata } from "../../screen";
