import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icons/icon";
import { type NewGroup, stepsOf } from "./steps";

/** The next steps in a new group, with the buttons that do them; nothing once it runs. */
export function FirstSteps(now: NewGroup) {
  const steps = stepsOf(now);
  if (steps.length === 0) return null;
  const next = steps.find(({ done, button }) => !done && button);
  return (
    <div className="mx-auto w-full max-w-5xl px-4 pt-6 sm:px-6">
      <Card aria-labelledby="first-steps">
        <h2 id="first-steps" className="mb-2 font-semibold font-serif text-xl">
          {now.may.organize ? "Get the group going" : "What you can do"}
        </h2>
        <ol className="divide-y divide-line">
          {steps.map(({ title, about, done, button }) => {
            const icon = done ? "lucide--circle-check" : "lucide--circle";
            return (
              <li key={title} className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
                <Icon of={icon} className={done ? "size-5 text-accent" : "size-5 text-muted"} />
                <div className="min-w-0 flex-1 basis-56">
                  <p className="font-medium">
                    {title}
                    {done ? <span className="text-muted text-sm"> · done</span> : null}
                  </p>
                  <p className="text-muted text-sm">{about}</p>
                </div>
                {button ? (
                  <LinkButton
                    href={button.href}
                    variant={button === next?.button ? "primary" : "secondary"}
                  >
                    {button.label}
                  </LinkButton>
                ) : null}
              </li>
            );
          })}
        </ol>
      </Card>
    </div>
  );
}
