print("sccpdump")
