-- CreateTable
CREATE TABLE "Forecast" (
    "ballotId" UUID NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "sealed" TEXT NOT NULL,

    CONSTRAINT "Forecast_pkey" PRIMARY KEY ("ballotId")
);

-- AddForeignKey
ALTER TABLE "Forecast" ADD CONSTRAINT "Forecast_ballotId_fkey" FOREIGN KEY ("ballotId") REFERENCES "Ballot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The seal is worth nothing if what it seals can be changed.
CREATE FUNCTION keep_forecast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A forecast is never changed';
END $$;
CREATE TRIGGER forecast_is_kept BEFORE UPDATE ON "Forecast"
  FOR EACH ROW EXECUTE FUNCTION keep_forecast();
