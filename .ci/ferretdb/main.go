// Command ferretdb serves MongoDB's wire protocol over SQLite files, so that the scheduler's suite runs
// where no mongod exists. It embeds FerretDB because FerretDB's own command refuses to start when it is
// built from the module proxy: its version file is generated in their repository and absent from the module.
package main

import (
	"context"
	"flag"
	"log"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	// The names are those of FerretDB's own command, so that a packaged one can take this one's place.
	address := flag.String("listen-addr", "127.0.0.1:27017", "address to listen on")
	folder := flag.String("sqlite-url", "file:data/", "folder of the SQLite files, as a file: URL ending in a slash")
	handler := flag.String("handler", "sqlite", "storage behind the protocol; only sqlite")
	telemetry := flag.String("telemetry", "disable", "only disable: the embedded server has no telemetry")
	flag.Parse()
	if *handler != "sqlite" || *telemetry != "disable" {
		log.Fatal("this build knows --handler=sqlite and --telemetry=disable alone")
	}

	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: *address},
		Logger:    slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
		Handler:   *handler,
		SQLiteURL: *folder,
	})
	if err != nil {
		log.Fatal(err)
	}
	stopped, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := server.Run(stopped); err != nil {
		log.Fatal(err)
	}
}
